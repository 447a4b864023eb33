package dev.sluice.ingest.deadletters;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a list asks for.
 *
 * @param after the letter that the page before ended with; null for the first page
 */
record LetterQuery(Filter filter, int limit, @Nullable UUID after) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final Set<String> PARAMETERS =
            Set.of("status", "service", "topic", "limit", "cursor");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,2}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** A request that makes no sense; the message says why. */
    static final class InvalidException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidException(String detail) {
            super(detail);
        }
    }

    static LetterQuery of(Map<String, List<String>> parameters) {
        parameters.forEach((name, values) -> {
            if (!PARAMETERS.contains(name)) {
                throw new InvalidException(
                        "There is a parameter that is not known; known are "
                                + String.join(", ", new TreeSet<>(PARAMETERS))
                                + ".");
            }
            if (values.size() != 1) {
                throw new InvalidException(name + " is there more than once.");
            }
        });
        String cursor = text(parameters, "cursor", ID, "one of an answer");
        return new LetterQuery(
                new Filter(
                        status(parameters),
                        text(parameters, "service", NAME, "the name of a service"),
                        text(parameters, "topic", NAME, "the name of a topic")),
                limit(parameters),
                cursor == null ? null : UUID.fromString(cursor));
    }

    /** The id of a letter, or null where it cannot be one. */
    static @Nullable UUID id(String text) {
        return ID.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    private static @Nullable LetterStatus status(Map<String, List<String>> parameters) {
        String text = text(parameters, "status", NAME, "open, replayed, dropped or all");
        if (text == null) {
            return LetterStatus.OPEN;
        }
        return text.equals("all")
                ? null
                : LetterStatus.of(text)
                        .orElseThrow(() ->
                                new InvalidException(
                                        "status is not open, replayed, dropped or all."));
    }

    private static int limit(Map<String, List<String>> parameters) {
        String said = "from 1 to " + MAX_LIMIT;
        String text = text(parameters, "limit", LIMIT, said);
        int limit = text == null ? DEFAULT_LIMIT : Integer.parseInt(text);
        if (limit > MAX_LIMIT) {
            throw new InvalidException("limit is not " + said + ".");
        }
        return limit;
    }

    private static @Nullable String text(
            Map<String, List<String>> parameters, String name, Pattern form, String said) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return null;
        }
        if (!form.matcher(values.getFirst()).matches()) {
            throw new InvalidException(name + " is not " + said + ".");
        }
        return values.getFirst();
    }
}
