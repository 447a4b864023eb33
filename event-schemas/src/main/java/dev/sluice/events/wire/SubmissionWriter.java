package dev.sluice.events.wire;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.Service;
import dev.sluice.events.Submission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns results that were handed in into events: ordered parts under one key. */
public final class SubmissionWriter {

    /** Leaves room for what Base64 adds and for the rest of the event. */
    static final int PART_BYTES = 640_000;

    private SubmissionWriter() {}

    /**
     * All parts in order; the submission is stored when every one of them is acknowledged.
     *
     * @param compressed the document, compressed with gzip
     */
    public static List<Event<ScanSubmitted>> events(
            Submission submission,
            @Nullable String checkoutUri,
            byte[] compressed,
            @Nullable String traceparent) {
        int parts = Math.max(1, Math.ceilDiv(compressed.length, PART_BYTES));
        String digest = DeliveryWriter.digest(compressed);
        var events = new ArrayList<Event<ScanSubmitted>>(parts);
        for (int part = 1; part <= parts; part++) {
            int from = (part - 1) * PART_BYTES;
            int to = Math.min(from + PART_BYTES, compressed.length);
            String content =
                    Base64.getEncoder().encodeToString(Arrays.copyOfRange(compressed, from, to));
            events.add(
                    new Event<>(
                            DeterministicId.of(
                                    "scan.submitted",
                                    submission.id().toString(),
                                    Integer.toString(part)),
                            Service.INGEST,
                            submission.submittedAt(),
                            submission.id(),
                            null,
                            traceparent,
                            new ScanSubmitted(
                                    submission,
                                    checkoutUri,
                                    part,
                                    parts,
                                    compressed.length,
                                    digest,
                                    content)));
        }
        return events;
    }
}
