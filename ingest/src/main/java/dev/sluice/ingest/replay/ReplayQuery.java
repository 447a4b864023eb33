package dev.sluice.ingest.replay;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a request for a replay asks for. */
final class ReplayQuery {

    private static final Set<String> PARAMETERS = Set.of("since", "repository", "dry-run");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]{1,100}/\\d{1,18}");

    private ReplayQuery() {}

    /** A request that makes no sense; the message says why. */
    static final class InvalidException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidException(String detail) {
            super(detail);
        }
    }

    static Request of(Map<String, List<String>> parameters, Clock clock) {
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
        String repository = first(parameters, "repository");
        if (repository != null && !REPOSITORY.matcher(repository).matches()) {
            throw new InvalidException(
                    "repository is not a forge and a number such as github/715203344; the list of"
                            + " deliveries has it.");
        }
        return new Request(
                since(first(parameters, "since"), clock),
                repository,
                isDry(first(parameters, "dry-run")));
    }

    private static Instant since(@Nullable String text, Clock clock) {
        try {
            Instant since = text == null ? Instant.MAX : Instant.parse(text);
            if (!since.isBefore(clock.instant()) || since.isBefore(Instant.EPOCH)) {
                throw new DateTimeException("out of bounds");
            }
            return since.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new InvalidException(
                    "since is not a time in the past, such as 2026-11-21T10:00:00Z.");
        }
    }

    private static boolean isDry(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new InvalidException("dry-run is neither true nor false.");
    }

    private static @Nullable String first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.getFirst();
    }
}
