package dev.sluice.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.database.IngestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class RunTableTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Request REQUEST = new Request(NOON, "github/7", true);

    @Inject IngestDatabase database;

    private final UUID id = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @AfterEach
    void end() {
        at(NOON).end(id, Counts.NONE, "done", null);
        at(NOON).end(other, Counts.NONE, "done", null);
    }

    @Test
    void keepsWhatWasAskedForAndHowFarItIs() {
        at(NOON).begin(id, REQUEST, "ada");
        at(NOON.plusSeconds(3)).update(id, Counts.NONE.total(9).read(3).translated(2).oneFailed());

        Run run = at(NOON.plusSeconds(4)).find(id).orElseThrow();

        assertThat(run.request()).isEqualTo(REQUEST);
        assertThat(run.isRunning()).isTrue();
        assertThat(run.startedAt()).isEqualTo(NOON);
        assertThat(run.updatedAt()).isEqualTo(NOON.plusSeconds(3));
        assertThat(run.counts()).isEqualTo(new Counts(9, 3, 1, 2, 0, 1, 0));
    }

    @Test
    void letsNobodyInWhileItSaysThatItRuns() {
        at(NOON).begin(id, REQUEST, "ada");
        at(NOON.plusSeconds(119)).update(id, Counts.NONE);

        RunTable.Begun begun = at(NOON.plusSeconds(238)).begin(other, REQUEST, "ada");

        assertThat(begun.now()).isFalse();
        assertThat(begun.run().id()).isEqualTo(id);
    }

    @Test
    void whatWasSilentForTooLongGivesWayAndStops() {
        at(NOON).begin(id, REQUEST, "ada");
        Instant later = NOON.plus(Duration.ofMinutes(2)).plusSeconds(1);

        RunTable.Begun begun = at(later).begin(other, REQUEST, "ada");

        assertThat(begun.now()).isTrue();
        assertThat(at(later).find(id).orElseThrow().status()).isEqualTo("interrupted");
        assertThat(at(later).update(id, Counts.NONE)).as("the silent one may go on").isFalse();
    }

    private RunTable at(Instant time) {
        return new RunTable(database, Clock.fixed(time, ZoneOffset.UTC));
    }
}
