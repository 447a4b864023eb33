package dev.sluice.scanners.submitted;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;

/**
 * Where in the repository a location of others is. The path is only ever shown: nothing is opened
 * by it. What is not inside the repository stands for the repository as a whole, so that no finding
 * gets lost because of a strange place.
 */
public final class RepositoryPath {

    /** The repository as a whole. */
    public static final String WHOLE = ".";

    private static final int MAX_LENGTH = 4000;

    private RepositoryPath() {}

    /**
     * The path of a URI reference.
     *
     * @param roots absolute addresses of the root of the repository, where one was said
     */
    public static String of(String reference, Collection<String> roots) {
        return within(reference, roots)
                .flatMap(RepositoryPath::decoded)
                .flatMap(RepositoryPath::normalised)
                .orElse(WHOLE);
    }

    private static Optional<String> within(String reference, Collection<String> roots) {
        for (String root : roots) {
            String directory = root.endsWith("/") ? root : root + "/";
            for (String prefix : new String[] {directory, withoutScheme(directory)}) {
                if (prefix.length() > 1 && reference.startsWith(prefix)) {
                    return Optional.of(reference.substring(prefix.length()));
                }
            }
        }
        boolean absolute =
                reference.startsWith("/") || reference.matches("(?s)[A-Za-z][\\w+.-]*:.*");
        return absolute ? Optional.empty() : Optional.of(reference);
    }

    private static String withoutScheme(String root) {
        return root.startsWith("file://") ? root.substring("file://".length()) : root;
    }

    /** Escapes are resolved once; text that is no URI is a path as it is. */
    private static Optional<String> decoded(String reference) {
        try {
            return Optional.ofNullable(new URI(reference).getPath());
        } catch (URISyntaxException e) {
            return Optional.of(reference);
        }
    }

    private static Optional<String> normalised(String path) {
        var steps = new ArrayDeque<String>();
        for (String step : path.replace('\\', '/').split("/", -1)) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        String plain = String.join("/", steps);
        boolean shown =
                plain.length() <= MAX_LENGTH && PlainText.line(plain, MAX_LENGTH).equals(plain);
        return steps.isEmpty() || !shown ? Optional.empty() : Optional.of(plain);
    }
}
