package dev.sluice.policy.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.RepositoryConnected;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanScheduled;
import dev.sluice.events.ScheduleReason;
import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import dev.sluice.policy.Facts;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduledScansTest {

    private static final Revision BASELINE =
            Revision.of(ChangeId.baseline(Facts.REPOSITORY, "main"), "a".repeat(40), "main");
    private static final RepositoryConnected CONNECTED =
            new RepositoryConnected(BASELINE, Facts.REPOSITORY);

    @Test
    void schedulesAScanOfWhatARepositoryHoldsAtFirstContact() {
        Event<?> connected = event(1, CONNECTED);

        Event<ScanScheduled> scheduled = ScheduledScans.because(connected).orElseThrow();

        assertThat(scheduled.fact())
                .isEqualTo(
                        new ScanScheduled(
                                BASELINE, Facts.REPOSITORY, ScheduleReason.FIRST_CONTACT));
        assertThat(scheduled.type().topic()).isEqualTo(Topic.SCAN_REQUESTS);
        assertThat(scheduled.source()).isEqualTo(Service.POLICY_ENGINE);
        assertThat(scheduled.causationId()).isEqualTo(connected.id());
        assertThat(scheduled.correlationId()).isEqualTo(connected.correlationId());
    }

    @Test
    void schedulesTheSameWhoeverTellsOfTheFirstContact() {
        assertThat(ScheduledScans.because(event(2, CONNECTED)).map(Event::id))
                .isEqualTo(ScheduledScans.because(event(1, CONNECTED)).map(Event::id));
    }

    @Test
    void schedulesNothingForAChange() {
        assertThat(ScheduledScans.because(event(1, Facts.pushed()))).isEmpty();
    }

    private static Event<?> event(long id, Fact fact) {
        return new Event<>(
                new UUID(1, id), Service.INGEST, Facts.NOW, new UUID(2, id), null, null, fact);
    }
}
