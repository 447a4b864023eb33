package dev.sluice.ingest.github.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.database.IngestDatabase;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.reconcile.StoppedException;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of webhooks that GitHub could not deliver, whosever webhooks they are. */
abstract class FailedDeliveriesContract {

    static final Instant EARLIER = Rig.NOW.minus(Duration.ofMinutes(20));

    @Inject IngestDatabase database;
    @Inject KnownChanges changes;
    @Inject @All List<Forge> forges;

    Rig rig;

    /** A rig whose GitHub knows the webhook. */
    abstract Rig rig();

    /** One that looks with a token, and has webhook 5 in this list. */
    final Rig withToken(String hooks) {
        var started = new Rig(database, changes, forges.getFirst());
        started.repositories.met(List.of(Rig.REPOSITORY), null);
        started.github.says(
                "/repositories/7/pulls?state=open&sort=created&direction=asc&per_page=50", "[]");
        started.github.says(
                hooks + "?per_page=100",
                """
                [{"id": 5, "config": {"url": "https://sluice.example/webhooks/github"}},
                 {"id": 6, "config": {"url": "https://elsewhere.example/hook"}}]
                """);
        return started;
    }

    /** The path of the list of its deliveries. */
    abstract String deliveries();

    @BeforeEach
    void start() {
        rig = rig();
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

        assertThat(asks()).containsExactly("POST " + deliveries() + "/11/attempts 202");
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
        assertThat(asks()).last().isEqualTo("POST " + deliveries() + "/12/attempts 202");
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
        String second = deliveries() + "?per_page=100&cursor=v1_10";
        String older = "[" + attempt(9, "older", EARLIER.minus(Duration.ofHours(2)), 502) + "]";
        rig.github.says(
                first(),
                "[" + attempt(11, "lost", EARLIER, 202) + "]",
                "per_page=100&cursor=v1_10");
        rig.github.says(second, older);
        acceptsAttempt(9);
        rig.round();
        assertThat(asks()).hasSize(1);
        rig.github.says(
                first(),
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
                        "POST " + deliveries() + "/11/attempts 404",
                        "POST " + deliveries() + "/12/attempts 202");
    }

    @Test
    void countsNoRequestThatGitHubDidNotHear() throws InterruptedException {
        list(attempt(11, "lost", EARLIER, 502));
        rig.github.says(deliveries() + "/11/attempts", 503, "", Map.of());
        assertThatExceptionOfType(StoppedException.class).isThrownBy(rig::round);

        acceptsAttempt(11);
        rig.round();

        assertThat(asks()).last().asString().endsWith(" 202");
        assertThat(rig.counted("asked", "kind", "redelivery")).isEqualTo(1);
    }

    @Test
    void costsNothingWhileNothingFails() throws InterruptedException {
        list(attempt(11, "lost", EARLIER, 502), attempt(10, "fine", EARLIER, 202));
        acceptsAttempt(11);
        rig.round();
        int used = rig.github.used();

        rig.clock.advance(Duration.ofMinutes(5));
        rig.round();

        assertThat(rig.github.used()).isEqualTo(used);
        assertThat(rig.github.asked()).contains("GET " + first() + " 304");
    }

    @Test
    void asksAgainForWhatFailedBehindAListThatDidNotChange() throws InterruptedException {
        list(attempt(11, "lost", EARLIER, 502));
        acceptsAttempt(11);
        rig.round();

        rig.clock.advance(Duration.ofMinutes(11));
        rig.round();

        assertThat(rig.github.asked()).contains("GET " + first() + " 304");
        assertThat(asks()).hasSize(2);
    }

    @Test
    void takesNoteOfNothingUntilItHasReadAllPages() throws InterruptedException {
        String next = "per_page=100&cursor=v1_10";
        rig.github.says(first(), "[" + attempt(11, "fine", EARLIER, 202) + "]", next);
        rig.github.says(deliveries() + "?" + next, 429, "", Map.of("Retry-After", "60"));
        rig.round();

        rig.clock.advance(Duration.ofMinutes(2));
        rig.github.says(deliveries() + "?" + next, "[" + attempt(9, "lost", EARLIER, 502) + "]");
        acceptsAttempt(9);
        rig.round();

        assertThat(asks()).hasSize(1);
    }

    @Test
    void asksForAllOfThemOnceBeforeItAsksForAnyTwiceHoweverSmallItsShare()
            throws InterruptedException {
        rig.github.limit(50);
        String[] failed =
                IntStream.range(0, 20)
                        .peek(this::acceptsAttempt)
                        .mapToObj(id ->
                                attempt(id, "lost-" + id, EARLIER.minus(Duration.ofMinutes(id)), 0))
                        .toArray(String[]::new);
        list(failed);

        for (int hour = 0; asks().size() < 20 && hour < 6; hour++) {
            int before = rig.github.used();
            rig.round();
            assertThat(rig.github.used() - before).isLessThanOrEqualTo(10);
            rig.clock.advance(Duration.ofMinutes(31));
            rig.github.startsAnotherHour();
        }

        assertThat(asks().subList(0, 20)).doesNotHaveDuplicates();
    }

    @Test
    void asksForNothingWhereItMayNotSeeTheListAndLooksAgain() throws InterruptedException {
        rig.github.says(first(), 403, "{\"message\": \"not accessible\"}", Map.of());
        rig.round();
        assertThat(asks()).isEmpty();

        list(attempt(11, "lost", EARLIER, 502));
        acceptsAttempt(11);
        rig.round();

        assertThat(asks()).hasSize(1);
    }

    private String first() {
        return deliveries() + "?per_page=100";
    }

    final void list(String... attempts) {
        rig.github.says(first(), "[" + String.join(",", attempts) + "]");
    }

    private void acceptsAttempt(long id) {
        rig.github.says(deliveries() + "/" + id + "/attempts", 202, "{}", Map.of());
    }

    final List<String> asks() {
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
