package dev.sluice.ingest.replay;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a replay is.
 *
 * @param total records there are to read
 * @param read of them
 * @param translated deliveries that led to events, in a dry run that would
 * @param events that were sent, in a dry run that would be
 * @param ignored deliveries that lead to nothing
 * @param failed deliveries that could not be translated, and records that are none
 * @param skipped deliveries of other repositories
 */
@Schema(description = "How far it is.")
public record Counts(
        long total,
        long read,
        long translated,
        long events,
        long ignored,
        long failed,
        long skipped) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    Counts total(long records) {
        return new Counts(records, read, translated, events, ignored, failed, skipped);
    }

    Counts read(long records) {
        return new Counts(total, records, translated, events, ignored, failed, skipped);
    }

    Counts translated(int more) {
        return new Counts(total, read, translated + 1, events + more, ignored, failed, skipped);
    }

    Counts oneIgnored() {
        return new Counts(total, read, translated, events, ignored + 1, failed, skipped);
    }

    Counts oneFailed() {
        return new Counts(total, read, translated, events, ignored, failed + 1, skipped);
    }

    Counts oneSkipped() {
        return new Counts(total, read, translated, events, ignored, failed, skipped + 1);
    }
}
