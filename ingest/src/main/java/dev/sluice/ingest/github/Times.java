package dev.sluice.ingest.github;

import dev.sluice.events.wire.Delivery;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, as GitHub writes it. What cannot be read, and what is said to happen
 * only after the delivery, counts as of when that was accepted: a fact of the year 9999 would make
 * all that follows it old.
 */
final class Times {

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private Times() {}

    static Instant of(@Nullable String text, Delivery delivery) {
        if (text == null) {
            return delivery.acceptedAt();
        }
        try {
            return plausible(OffsetDateTime.parse(text).toInstant(), delivery);
        } catch (DateTimeException e) {
            return delivery.acceptedAt();
        }
    }

    static Instant ofSeconds(long seconds, Delivery delivery) {
        try {
            return plausible(Instant.ofEpochSecond(seconds), delivery);
        } catch (DateTimeException e) {
            return delivery.acceptedAt();
        }
    }

    private static Instant plausible(Instant time, Delivery delivery) {
        return time.isBefore(Instant.EPOCH)
                        || time.isAfter(delivery.acceptedAt().plus(CLOCKS_DIFFER))
                ? delivery.acceptedAt()
                : time;
    }
}
