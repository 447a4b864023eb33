package dev.sluice.ingest.github.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.events.Repository;
import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.database.IngestDatabase;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.reconcile.StoppedException;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More repositories than the budget allows to look at in one round. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class FairnessTest {

    private static final int MANY = 20;

    @Inject IngestDatabase database;
    @Inject KnownChanges changes;
    @Inject @All List<Forge> forges;

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig(database, changes, forges.getFirst());
        rig.repositories.met(
                numbers()
                        .mapToObj(id -> new Repository("github", id, 8, "acme", "shop-" + id))
                        .toList(),
                null);
        rig.github.says("/organizations/8/hooks?per_page=100", "[]");
        numbers()
                .forEach(id -> {
                    rig.github.says(pulls(id), "[]");
                    rig.github.says(
                            hooks(id),
                            """
                            [{"id": 5, "config": {"url": "https://sluice.example/webhooks/github"}}]
                            """);
                    rig.github.says(deliveries(id), "[]");
                });
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void givesAllTheirTurnWithASmallBudget() throws InterruptedException {
        rig.github.limit(50);

        for (int hour = 0; hour < 8; hour++) {
            rig.round();
            assertThat(rig.github.used()).isLessThanOrEqualTo(10);
            rig.clock.advance(Duration.ofMinutes(31));
            rig.github.startsAnotherHour();
        }

        numbers()
                .forEach(id ->
                        assertThat(rig.github.asked())
                                .contains("GET " + pulls(id) + " 200")
                                .contains("GET " + hooks(id) + " 200")
                                .contains("GET " + deliveries(id) + " 200"));
    }

    @Test
    void comparesThoseFirstThatHaveWaitedLongest() throws InterruptedException {
        rig.github.limit(50);
        rig.round();
        rig.clock.advance(Duration.ofMinutes(31));
        rig.github.startsAnotherHour();
        rig.github.asked().clear();

        rig.round();

        assertThat(rig.github.asked())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(11, MANY)
                                .mapToObj(id -> "GET " + pulls(id) + " 200")
                                .toList());
    }

    @Test
    void readsDeliveriesWhenAllPullRequestsAreCompared() throws InterruptedException {
        rig.round();

        assertThat(rig.github.asked().subList(0, MANY)).allMatch(line -> line.contains("/pulls?"));
        assertThat(rig.github.asked()).hasSize(3 * MANY + 1);
    }

    @Test
    void costsNothingWhileNothingChanges() throws InterruptedException {
        rig.round();
        int used = rig.github.used();
        rig.clock.advance(Duration.ofMinutes(5));

        rig.round();

        assertThat(rig.github.used()).isEqualTo(used).isEqualTo(3 * MANY + 1);
        assertThat(rig.github.asked()).hasSize(2 * used);
    }

    @Test
    void doesNotWaitForOneThatFailsEveryTime() throws InterruptedException {
        rig.github.says(pulls(3), 502, "", Map.of());
        assertThatExceptionOfType(StoppedException.class).isThrownBy(rig::round);
        rig.clock.advance(Duration.ofMinutes(5));
        assertThatExceptionOfType(StoppedException.class).isThrownBy(rig::round);

        numbers()
                .forEach(id ->
                        assertThat(rig.github.asked())
                                .contains("GET " + pulls(id) + (id == 3 ? " 502" : " 200")));
    }

    private static LongStream numbers() {
        return LongStream.rangeClosed(1, MANY);
    }

    private static String pulls(long id) {
        return "/repositories/%d/pulls?state=open&sort=created&direction=asc&per_page=50"
                .formatted(id);
    }

    private static String hooks(long id) {
        return "/repositories/%d/hooks?per_page=100".formatted(id);
    }

    private static String deliveries(long id) {
        return "/repositories/%d/hooks/5/deliveries?per_page=100".formatted(id);
    }
}
