package dev.sluice.ingest.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a list asks for.
 *
 * @param cursor from the answer before; null for the first page
 */
record DeliveryQuery(Filter filter, int limit, @Nullable String cursor) {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    private static final Set<String> PARAMETERS =
            Set.of("repository", "event", "fate", "since", "limit", "cursor");

    private static final Pattern REPOSITORY =
            Pattern.compile("[A-Za-z0-9._-]{1,100}(/[A-Za-z0-9._-]{1,100}){1,20}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9_. -]{1,64}");
    private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,2}");
    private static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9_-]{1,200}");

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

    static DeliveryQuery of(Map<String, List<String>> parameters) throws InvalidException {
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
        return new DeliveryQuery(
                new Filter(
                        text(parameters, "repository", REPOSITORY, "owner/name or github/number"),
                        text(parameters, "event", EVENT, "the forge's name of an event"),
                        fate(parameters),
                        since(parameters)),
                limit(parameters),
                text(parameters, "cursor", CURSOR, "one of an answer"));
    }

    private static @Nullable FateName fate(Map<String, List<String>> parameters)
            throws InvalidException {
        String tag = first(parameters, "fate");
        if (tag == null) {
            return null;
        }
        return FateName.ofTag(tag)
                .orElseThrow(() ->
                        new InvalidException(
                                "fate is none of "
                                        + Arrays.stream(FateName.values())
                                                .map(FateName::tag)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    private static @Nullable Instant since(Map<String, List<String>> parameters)
            throws InvalidException {
        String text = first(parameters, "since");
        try {
            return text == null ? null : bounded(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new InvalidException("since is not a time such as 2026-11-21T10:00:00Z.");
        }
    }

    /** No database knows times beyond. */
    private static Instant bounded(Instant since) {
        if (since.isBefore(Instant.EPOCH)
                || since.isAfter(Instant.ofEpochSecond(253_402_300_799L))) {
            throw new DateTimeException("out of bounds");
        }
        return since;
    }

    private static int limit(Map<String, List<String>> parameters) throws InvalidException {
        String said = "from 1 to " + MAX_LIMIT;
        String text = text(parameters, "limit", LIMIT, said);
        int limit = text == null ? DEFAULT_LIMIT : Integer.parseInt(text);
        if (limit > MAX_LIMIT) {
            throw new InvalidException("limit is not " + said + ".");
        }
        return limit;
    }

    private static @Nullable String text(
            Map<String, List<String>> parameters, String name, Pattern form, String said)
            throws InvalidException {
        String text = first(parameters, name);
        if (text != null && !form.matcher(text).matches()) {
            throw new InvalidException(name + " is not " + said + ".");
        }
        return text;
    }

    private static @Nullable String first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.getFirst();
    }
}
