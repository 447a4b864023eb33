package dev.sluice.ingest.reconcile;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class LeaseTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(5);

    @Inject IngestDatabase database;

    @BeforeEach
    void free() {
        database.inTransaction(handle ->
                handle.execute(
                        "update reconciler set holder = null, held_until = null, next_round = null"));
    }

    @Test
    void isHeldByOneOnly() {
        assertThat(lease("one", NOON).take()).isPresent();

        assertThat(lease("two", NOON).take()).isEmpty();
        assertThat(lease("two", NOON).keep()).isFalse();
        assertThat(lease("one", NOON).keep()).isTrue();
    }

    @Test
    void goesToAnotherWhenItIsLetGoOf() {
        lease("one", NOON).take();

        lease("one", NOON).release();

        assertThat(lease("two", NOON).take()).isPresent();
        assertThat(lease("one", NOON).keep()).isFalse();
    }

    @Test
    void goesToAnotherWhenItsHolderIsNotHeardOfAnyMore() {
        lease("one", NOON).take();
        database.inTransaction(handle ->
                handle.execute(
                        "update reconciler set held_until = clock_timestamp() - interval '1 second'"));

        assertThat(lease("two", NOON).take()).isPresent();
        assertThat(lease("one", NOON).keep()).isFalse();
    }

    @Test
    void isLetGoOfByItsHolderOnly() {
        lease("one", NOON).take();

        lease("two", NOON).release();

        assertThat(lease("one", NOON).keep()).isTrue();
    }

    @Test
    void saysThatARoundIsDueOnceForAllReplicas() {
        assertThat(lease("one", NOON).take()).contains(Lease.Work.ROUND);
        lease("one", NOON).roundBegun(EVERY);
        lease("one", NOON).release();

        assertThat(lease("two", NOON.plus(EVERY).minusSeconds(1)).take())
                .contains(Lease.Work.FIRST_CONTACTS);
        assertThat(lease("two", NOON.plus(EVERY)).take()).contains(Lease.Work.ROUND);
    }

    private Lease lease(String holder, Instant now) {
        return new Lease(database, holder, Clock.fixed(now, ZoneOffset.UTC));
    }
}
