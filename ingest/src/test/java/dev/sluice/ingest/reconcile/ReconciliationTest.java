package dev.sluice.ingest.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.database.IngestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who looks, what is done then, and what people are told. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class ReconciliationTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(5);

    @Inject IngestDatabase database;

    private final List<String> done = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Handler listener = new Listener();
    private Optional<String> obstacle = Optional.empty();
    private Optional<StoppedException> trouble = Optional.empty();
    private Instant now = NOON;

    @BeforeEach
    void begin() {
        Logger.getLogger(Reconciliation.class.getName()).addHandler(listener);
        database.inTransaction(handle ->
                handle.execute(
                        "update reconciler set holder = null, held_until = null, next_round = null"));
    }

    @AfterEach
    void end() {
        Logger.getLogger(Reconciliation.class.getName()).removeHandler(listener);
    }

    @Test
    void makesOneRoundInAPeriodHoweverManyReplicasLook() throws InterruptedException {
        replica("one").look();
        replica("two").look();
        replica("three").look();

        assertThat(done).containsExactly("round", "contacts", "contacts", "contacts");
        now = NOON.plus(EVERY);
        replica("two").look();
        assertThat(done).endsWith("round", "contacts");
    }

    @Test
    void leavesItToTheReplicaThatIsAtIt() throws InterruptedException {
        new Lease(database, "other", Clock.systemUTC()).take();

        replica("one").look();

        assertThat(done).isEmpty();
    }

    @Test
    void letsGoAfterwardsEvenWhenItWasStopped() throws InterruptedException {
        trouble = Optional.of(new StoppedException("GitHub answers 502"));
        replica("one").look();
        trouble = Optional.empty();
        now = NOON.plus(EVERY);

        replica("two").look();

        assertThat(done).contains("contacts");
    }

    @Test
    void saysOnceWhatStandsInTheWayAndOnceThatItIsGone() throws InterruptedException {
        Reconciliation replica = replica("one");
        obstacle = Optional.of("there is no token");
        replica.look();
        now = NOON.plus(EVERY);
        replica.look();
        obstacle = Optional.empty();
        now = now.plus(EVERY);
        replica.look();
        now = now.plus(EVERY);
        replica.look();

        assertThat(said)
                .containsExactly(
                        "here is not reconciled: there is no token; tried again every PT5M",
                        "here can be reconciled again");
    }

    @Test
    void countsRoundsAndTellsWhenTheLastOneWasComplete() throws InterruptedException {
        Reconciliation replica = replica("one");
        replica.look();
        trouble = Optional.of(new StoppedException("GitHub answers 502"));
        now = NOON.plus(EVERY);
        replica.look();

        assertThat(rounds("complete")).isEqualTo(1);
        assertThat(rounds("stopped")).isEqualTo(1);
        assertThat(
                        metrics.get("sluice.ingest.reconciler.last.round")
                                .tag("forge", "here")
                                .gauge()
                                .value())
                .isEqualTo(NOON.getEpochSecond());
    }

    private double rounds(String outcome) {
        return metrics.get("sluice.ingest.reconciler.rounds")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private Reconciliation replica(String name) {
        Clock clock = new Moving();
        return new Reconciliation(
                List.of(new Here()),
                new Lease(database, name, clock),
                EVERY,
                new ReconcilerMetrics(metrics, clock));
    }

    private final class Here implements ReconciledForge {
        @Override
        public String instance() {
            return "here";
        }

        @Override
        public Optional<String> obstacle() {
            return obstacle;
        }

        @Override
        public void round(Turn turn) {
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            done.add("round");
        }

        @Override
        public void firstContacts(Turn turn) {
            done.add("contacts");
        }
    }

    private final class Moving extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Listener extends Handler {
        @Override
        public void publish(LogRecord record) {
            said.add(record.getMessage().formatted(record.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
