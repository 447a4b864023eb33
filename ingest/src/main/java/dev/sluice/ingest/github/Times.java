package dev.sluice.ingest.github;

import dev.sluice.events.wire.Delivery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** When something happened, as GitHub writes it. */
final class Times {

    private Times() {}

    /** The time of this text, or else when the delivery was accepted. */
    static Instant of(@Nullable String text, Delivery delivery) {
        if (text == null) {
            return delivery.acceptedAt();
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return delivery.acceptedAt();
        }
    }
}
