package dev.sluice.notifier.github;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;

/** Who wants to hear what GitHub says of its hourly limit on all requests. */
@FunctionalInterface
interface Limits {

    /** Nobody does. */
    Limits UNHEARD = (_, _, _, _) -> {};

    void told(String installation, int limit, int left, Instant reset);

    /** GitHub says it with every answer; an Enterprise Server may have no limit. */
    default void read(String installation, HttpHeaders headers) {
        Optional<Integer> limit = number(headers, "x-ratelimit-limit");
        Optional<Integer> left = number(headers, "x-ratelimit-remaining");
        Optional<Integer> reset = number(headers, "x-ratelimit-reset");
        boolean core = headers.firstValue("x-ratelimit-resource").orElse("core").equals("core");
        if (core && limit.isPresent() && left.isPresent() && reset.isPresent()) {
            told(installation, limit.get(), left.get(), Instant.ofEpochSecond(reset.get()));
        }
    }

    private static Optional<Integer> number(HttpHeaders headers, String name) {
        return headers.firstValue(name)
                .filter(value -> value.matches("\\d{1,10}"))
                .map(Long::parseLong)
                .filter(value -> value <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }
}
