package dev.sluice.policy.schedule;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.RepositoryConnected;
import dev.sluice.events.ScanScheduled;
import dev.sluice.events.ScheduleReason;
import dev.sluice.events.Service;
import java.util.Optional;

/** What an event leads to on the schedule; the same event always leads to the same. */
final class ScheduledScans {

    private ScheduledScans() {}

    /** The scan that is to be made because of this; empty for all that schedules nothing. */
    static Optional<Event<ScanScheduled>> because(Event<?> event) {
        return event.fact() instanceof RepositoryConnected connected
                ? Optional.of(baseline(event, connected))
                : Optional.empty();
    }

    /** One for each revision, however often and by whatever event the first contact is told. */
    private static Event<ScanScheduled> baseline(Event<?> event, RepositoryConnected connected) {
        var fact =
                new ScanScheduled(
                        connected.revision(), connected.repository(), ScheduleReason.FIRST_CONTACT);
        return event.then(
                DeterministicId.of(
                        EventType.of(fact).wireName(),
                        connected.revision().id().toString(),
                        fact.reason().name()),
                Service.POLICY_ENGINE,
                event.time(),
                fact);
    }
}
