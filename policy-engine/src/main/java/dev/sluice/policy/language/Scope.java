package dev.sluice.policy.language;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where rules apply; an empty list means everywhere.
 *
 * @param organisations by name
 * @param repositories as {@code owner/name}
 * @param branches that a change aims at, or that were pushed
 * @param paths of findings; a rule about the change applies when it touches one of them
 */
public record Scope(
        List<Glob> organisations, List<Glob> repositories, List<Glob> branches, List<Glob> paths) {
    public Scope {
        organisations = List.copyOf(organisations);
        repositories = List.copyOf(repositories);
        branches = List.copyOf(branches);
        paths = List.copyOf(paths);
    }

    /** Whether rules apply to the change at all. */
    public boolean covers(Vocabulary.Change change) {
        int slash = change.repository().lastIndexOf('/');
        return matches(organisations, change.repository().substring(0, Math.max(slash, 0)))
                && matches(repositories, change.repository())
                && matches(branches, change.baseRef())
                && (paths.isEmpty() || change.touchesOne(paths));
    }

    /** Whether rules apply to findings at this path. */
    public boolean coversPath(String path) {
        return matches(paths, path);
    }

    /** What it restricts, in words and in order, one pair of a key and its patterns each. */
    public Stream<String> restrictions() {
        return Stream.of(
                        words("organisations", organisations),
                        words("repositories", repositories),
                        words("branches", branches),
                        words("paths", paths))
                .filter(words -> !words.isEmpty());
    }

    private static String words(String key, List<Glob> globs) {
        return globs.isEmpty()
                ? ""
                : key + " " + String.join(", ", globs.stream().map(Glob::text).toList());
    }

    private static boolean matches(List<Glob> globs, String text) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(text));
    }
}
