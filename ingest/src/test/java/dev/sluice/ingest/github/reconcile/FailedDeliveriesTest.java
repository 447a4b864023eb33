package dev.sluice.ingest.github.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks that GitHub could not deliver, here those of a repository. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class FailedDeliveriesTest {

    private static final String HOOKS = "/repositories/7/hooks?per_page=100";
    private static final String LIST = "/repositories/7/hooks/5/deliveries?per_page=100";
    private static final Instant EARLIER = Rig.NOW.minus(Duration.ofMinutes(20));

    @Inject IngestDatabase database;
    @Inject KnownChanges changes;
    @Inject @All List<Forge> forges;

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig(database, changes, forges.getFirst());
        rig.repositories.met(List.of(Rig.REPOSITORY), null);
        rig.github.says(
                "/repositories/7/pulls?state=open&sort=created&direction=asc&per_page=50", "[]");
        rig.github.says(
                HOOKS,
                """
                [{"id": 5, "config": {"url": "https://sluice.example/webhooks/github"}},
                 {"id": 6, "config": {"url": "https://elsewhere.example/hook"}}]
                """);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void asksForWhatFailed() throws InterruptedException {
        list(attempt(11, "lost", EARLIER, 502), attempt(10, "fine", EARLIER, 202));
        acceptsAttempt(11);

        rig.round();

        assertThat(asks())
                .containsExactly("POST /repositories/7/hooks/5/deliveries/11/attempts 202");
        assertThat(rig.counted("asked", "kind", "redelivery")).isEqualTo(1);
    }

    @Test
    void asksOnceHoweverOftenItLooks() throws InterruptedException {
        list(attempt(11, "lost", EARLIER, 0));
        acceptsAttempt(11);
        rig.round();

        rig.clock.advance(Duration.ofMinutes(5));
        rig.round();

        assertThat(asks()).hasSize(1);
    }

    @Test
    void asksNothingWhereAnotherAttemptArrived() throws InterruptedException {
        list(attempt(12, "lost", EARLIER.plusSeconds(60), 202), attempt(11, "lost", EARLIER, 502));

        rig.round();

        assertThat(asks()).isEmpty();
    }

    @Test
    void asksNothingWhereItArrivedWhateverGitHubBelieves() throws InterruptedException {
        rig.received.add("lost");
        list(attempt(11, "lost", EARLIER, 502));

        rig.round();

        assertThat(asks()).isEmpty();
    }

    @Test
    void asksForTheLatestAttemptWithLongerAndLongerPausesAndGivesUp() throws InterruptedException {
        list(attempt(11, "lost", EARLIER, 502));
        acceptsAttempt(11);
        acceptsAttempt(12);
        rig.round();
        list(attempt(12, "lost", Rig.NOW.plusSeconds(1), 502), attempt(11, "lost", EARLIER, 502));

        rig.clock.advance(Duration.ofMinutes(9));
        rig.round();
        assertThat(asks()).hasSize(1);
        rig.clock.advance(Duration.ofMinutes(2));
        rig.round();
        assertThat(asks())
                .last()
                .isEqualTo("POST /repositories/7/hooks/5/deliveries/12/attempts 202");
        rig.clock.advance(Duration.ofMinutes(29));
        rig.round();
        assertThat(asks()).hasSize(2);
        rig.clock.advance(Duration.ofMinutes(2));
        rig.round();
        assertThat(asks()).hasSize(3);
        assertThat(rig.counted("given.up", "kind", "redelivery")).isZero();

        rig.clock.advance(Duration.ofDays(1));
        rig.round();
        rig.round();

        assertThat(asks()).hasSize(3);
        assertThat(rig.counted("given.up", "kind", "redelivery")).isEqualTo(1);
    }

    @Test
    void leavesAloneWhatGitHubDoesNotKeepAnyMore() throws InterruptedException {
        list(attempt(11, "lost", Rig.NOW.minus(Duration.ofDays(3)).minusSeconds(1), 502));

        rig.round();

        assertThat(asks()).isEmpty();
    }

    @Test
    void readsFurtherPagesUntilItMeetsWhatItHasRead() throws InterruptedException {
        String second = "/repositories/7/hooks/5/deliveries?per_page=100&cursor=v1_10";
        String older = "[" + attempt(9, "older", EARLIER.minus(Duration.ofHours(2)), 502) + "]";
        rig.github.says(
                LIST, "[" + attempt(11, "lost", EARLIER, 202) + "]", "per_page=100&cursor=v1_10");
        rig.github.says(second, older);
        acceptsAttempt(9);
        rig.round();
        assertThat(asks()).hasSize(1);
        rig.github.says(
                LIST,
                "[%s,%s]"
                        .formatted(
                                attempt(13, "next", Rig.NOW, 202),
                                attempt(8, "read", EARLIER.minus(Duration.ofMinutes(16)), 502)),
                "per_page=100&cursor=v1_10");
        rig.github.asked().clear();

        rig.round();

        assertThat(rig.github.asked()).noneMatch(line -> line.contains("cursor"));
        assertThat(asks()).isEmpty();
    }

    @Test
    void goesOnWhereGitHubDoesNotDeliverAgain() throws InterruptedException {
        list(attempt(12, "other", EARLIER, 502), attempt(11, "lost", EARLIER.minusSeconds(1), 502));
        acceptsAttempt(12);

        rig.round();

        assertThat(asks())
                .containsExactly(
                        "POST /repositories/7/hooks/5/deliveries/11/attempts 404",
                        "POST /repositories/7/hooks/5/deliveries/12/attempts 202");
    }

    @Test
    void countsNoRequestThatGitHubDidNotHear() throws InterruptedException {
        list(attempt(11, "lost", EARLIER, 502));
        rig.github.says("/repositories/7/hooks/5/deliveries/11/attempts", 503, "", Map.of());
        assertThatExceptionOfType(StoppedException.class).isThrownBy(rig::round);

        acceptsAttempt(11);
        rig.round();

        assertThat(asks()).last().asString().endsWith(" 202");
        assertThat(rig.counted("asked", "kind", "redelivery")).isEqualTo(1);
    }

    @Test
    void comparesPullRequestsWhereTheTokenMayNotSeeWebhooks() throws InterruptedException {
        rig.github.says(
                HOOKS,
                403,
                "{\"message\": \"Resource not accessible by personal access token\"}",
                Map.of());

        rig.round();

        assertThat(rig.github.asked()).anyMatch(line -> line.contains("/pulls?"));
        assertThat(asks()).isEmpty();
    }

    private void list(String... attempts) {
        rig.github.says(LIST, "[" + String.join(",", attempts) + "]");
    }

    private void acceptsAttempt(long id) {
        rig.github.says(
                "/repositories/7/hooks/5/deliveries/" + id + "/attempts", 202, "{}", Map.of());
    }

    private List<String> asks() {
        return rig.github.asked().stream().filter(line -> line.startsWith("POST")).toList();
    }

    private static String attempt(long id, String guid, Instant at, int status) {
        return """
        {"id": %d, "guid": "%s", "delivered_at": "%s", "redelivery": false,
         "status": "%s", "status_code": %d, "event": "pull_request", "action": "opened"}
        """
                .formatted(id, guid, at, status == 202 ? "OK" : "failed", status);
    }
}
