package dev.sluice.scanners.worker;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanReported;
import dev.sluice.events.Service;
import dev.sluice.events.SubmissionFact;
import dev.sluice.events.SubmissionReported;
import java.time.Instant;
import java.util.UUID;

/** Makes events of what is found out; the same fact about the same request has the same id. */
final class ScanEvents {

    private ScanEvents() {}

    static <F extends Fact> Event<F> because(Event<?> asked, Instant time, F fact) {
        return asked.then(id(asked.id(), fact), Service.SCANNER_WORKERS, time, fact);
    }

    private static UUID id(UUID asked, Fact fact) {
        String type = EventType.of(fact).wireName();
        return switch (fact) {
            case ChangeDescribed described ->
                    DeterministicId.of(
                            type, described.revision().id().toString(), asked.toString());
            case ScanReported reported ->
                    DeterministicId.of(
                            type, reported.scan().toString(), String.valueOf(reported.part()));
            case ScanFact scan -> DeterministicId.of(type, scan.scan().toString());
            case SubmissionReported reported ->
                    DeterministicId.of(
                            type,
                            reported.submission().id().toString(),
                            reported.scanner(),
                            String.valueOf(reported.part()));
            case SubmissionFact submitted ->
                    DeterministicId.of(
                            type, submitted.submission().id().toString(), submitted.scanner());
            case Fact other ->
                    throw new IllegalArgumentException(
                            EventType.of(other).wireName() + " is nothing that a scan finds out");
        };
    }
}
