package dev.sluice.ingest.submissions;

import dev.sluice.events.SubmissionFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says that its document is about. Whether the sender may say so is another
 * question.
 *
 * @param commit the commit that was analysed; null for that of the job
 * @param ref the full ref; null for that of the job
 * @param repository {@code owner/name}; null for that of the job
 * @param repositoryId the forge's number of it; null where only a job can know
 * @param ownerId the forge's number of its owner; null where only a job can know
 */
record Claim(
        SubmissionFormat format,
        @Nullable String commit,
        @Nullable String ref,
        String category,
        @Nullable String checkoutUri,
        String forge,
        @Nullable String repository,
        @Nullable Long repositoryId,
        @Nullable Long ownerId) {

    private static final Set<String> PARAMETERS =
            Set.of(
                    "commit",
                    "ref",
                    "category",
                    "checkout-uri",
                    "forge",
                    "repository",
                    "repository-id",
                    "owner-id");

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /** Nothing that cannot be seen or that turns the direction of writing. */
    private static final Pattern REF =
            Pattern.compile("refs/[\\x21-\\x7E[\\u00A1-\\uD7FF&&[^\\p{Z}\\p{C}]]]{1,250}");

    private static final Pattern CATEGORY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");
    private static final Pattern CHECKOUT =
            Pattern.compile("[a-z][a-z0-9+.-]*:[\\x21-\\x7E]{1,1000}");
    private static final Pattern FORGE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
    private static final Pattern REPOSITORY =
            Pattern.compile("[A-Za-z0-9._-]{1,100}(/[A-Za-z0-9._-]{1,100}){1,20}");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,14}");

    /** A request that makes no sense, and why. */
    static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String detail;

        InvalidException(String detail) {
            super(detail);
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }

    static Claim of(SubmissionFormat format, Map<String, List<String>> parameters)
            throws InvalidException {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (!PARAMETERS.contains(parameter.getKey())) {
                throw new InvalidException(
                        "There is a parameter that is not known; known are "
                                + String.join(", ", new TreeSet<>(PARAMETERS))
                                + ".");
            }
            if (parameter.getValue().size() != 1) {
                throw new InvalidException(parameter.getKey() + " is there more than once.");
            }
        }
        return new Claim(
                format,
                text(parameters, "commit", COMMIT, "40 or 64 hexadecimal digits in lower case"),
                text(parameters, "ref", REF, "a full ref such as refs/heads/main"),
                Optional.ofNullable(
                                text(
                                        parameters,
                                        "category",
                                        CATEGORY,
                                        "at most 80 of a-z, 0-9, dot, dash and underscore"))
                        .orElse("default"),
                text(
                        parameters,
                        "checkout-uri",
                        CHECKOUT,
                        "an absolute address such as file:///src/"),
                Optional.ofNullable(
                                text(
                                        parameters,
                                        "forge",
                                        FORGE,
                                        "the name of a forge such as github"))
                        .orElse("github"),
                text(parameters, "repository", REPOSITORY, "owner/name"),
                number(parameters, "repository-id"),
                number(parameters, "owner-id"));
    }

    private static @Nullable String text(
            Map<String, List<String>> parameters, String name, Pattern form, String said)
            throws InvalidException {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return null;
        }
        if (!form.matcher(values.getFirst()).matches()) {
            throw new InvalidException(name + " is not " + said + ".");
        }
        return values.getFirst();
    }

    private static @Nullable Long number(Map<String, List<String>> parameters, String name)
            throws InvalidException {
        String text = text(parameters, name, NUMBER, "the forge's number");
        return text == null ? null : Long.valueOf(text);
    }
}
