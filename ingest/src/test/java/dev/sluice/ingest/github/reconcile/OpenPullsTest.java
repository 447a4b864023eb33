package dev.sluice.ingest.github.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.Event;
import dev.sluice.events.Trust;
import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.ingest.TestPostgres;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.database.IngestDatabase;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.reconcile.StoppedException;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pull requests that nobody told of. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class OpenPullsTest {

    private static final String PULLS =
            "/repositories/7/pulls?state=open&sort=created&direction=asc&per_page=50";
    private static final String HEAD = "a".repeat(40);
    private static final String NEXT_HEAD = "b".repeat(40);
    private static final Instant LONG_AGO = Rig.NOW.minus(Duration.ofHours(1));

    @Inject IngestDatabase database;
    @Inject KnownChanges changes;
    @Inject @All List<Forge> forges;

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig(database, changes, forges.getFirst());
        rig.repositories.met(List.of(Rig.REPOSITORY), null);
        rig.github.says("/repositories/7/hooks?per_page=100", "[]");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void raisesWhatAWebhookWouldHaveTold() throws InterruptedException {
        list(pull(3, HEAD, LONG_AGO));

        rig.round();

        var raised = (ChangeProposed) translated(onlyStored()).fact();
        var told = (ChangeProposed) translated(webhook("opened", 3, HEAD, LONG_AGO)).fact();
        assertThat(raised).isEqualTo(told);
        assertThat(raised.revision().headSha()).isEqualTo(HEAD);
        assertThat(raised.trust()).isEqualTo(Trust.UNTRUSTED);
        assertThat(raised.labels()).containsExactly("urgent");
        assertThat(rig.counted("raised", "kind", "pull-request")).isEqualTo(1);
    }

    @Test
    void makesAWebhookThatComesAfterAllTellNothingNew() throws InterruptedException {
        list(pull(3, HEAD, LONG_AGO));
        rig.round();
        assertThat(rig.translate(onlyStored())).hasSize(1);

        assertThat(rig.translate(webhook("opened", 3, HEAD, LONG_AGO.minusSeconds(3)))).isEmpty();
        assertThat(rig.translate(webhook("synchronize", 3, HEAD, LONG_AGO.plusSeconds(3))))
                .isEmpty();
    }

    @Test
    void tellsNothingNewWhereTheWebhookCameFirst() throws InterruptedException {
        list(pull(3, HEAD, LONG_AGO));
        rig.round();
        assertThat(rig.translate(webhook("opened", 3, HEAD, LONG_AGO))).hasSize(1);

        assertThat(rig.translate(onlyStored())).isEmpty();
    }

    @Test
    void isTheSameWhenItIsTranslatedTwice() throws InterruptedException {
        list(pull(3, HEAD, LONG_AGO));
        rig.round();

        List<Event<?>> once = rig.translate(onlyStored());

        assertThat(rig.translate(onlyStored())).isEqualTo(once).hasSize(1);
    }

    @Test
    void doesNotStandInTheWayOfWhatHappensLater() throws InterruptedException {
        list(pull(3, HEAD, LONG_AGO));
        rig.round();
        rig.translate(onlyStored());

        assertThat(rig.translate(webhook("labeled", 3, HEAD, LONG_AGO))).hasSize(1);
        assertThat(rig.translate(webhook("ready_for_review", 3, HEAD, LONG_AGO.plusSeconds(9))))
                .hasSize(1);
        assertThat(rig.translate(webhook("synchronize", 3, NEXT_HEAD, LONG_AGO.plusSeconds(10))))
                .hasSize(1);
    }

    @Test
    void raisesAHeadThatMovedUnheardOf() throws InterruptedException {
        rig.translate(webhook("opened", 3, HEAD, LONG_AGO));
        list(pull(3, NEXT_HEAD, LONG_AGO.plusSeconds(60)));

        rig.round();

        var raised = (ChangeProposed) translated(onlyStored()).fact();
        assertThat(raised.revision().headSha()).isEqualTo(NEXT_HEAD);
        assertThat(raised.reason()).isEqualTo(ChangeReason.UPDATED);
    }

    @Test
    void raisesAProposalThatWasReopenedUnheardOf() throws InterruptedException {
        rig.translate(webhook("opened", 3, HEAD, LONG_AGO));
        rig.translate(webhook("closed", 3, HEAD, LONG_AGO.plusSeconds(10)));
        list(pull(3, HEAD, LONG_AGO.plusSeconds(20)));

        rig.round();

        assertThat(rig.translate(onlyStored())).hasSize(1);
        assertThat(changes.at(Rig.REPOSITORY, HEAD)).hasSize(1);
    }

    @Test
    void leavesAloneWhatItKnowsBetterThanTheList() throws InterruptedException {
        rig.translate(webhook("opened", 3, HEAD, LONG_AGO));
        rig.translate(webhook("opened", 4, HEAD, LONG_AGO));
        rig.translate(webhook("synchronize", 4, NEXT_HEAD, LONG_AGO.plusSeconds(10)));
        rig.translate(webhook("opened", 5, HEAD, LONG_AGO));
        rig.translate(webhook("closed", 5, HEAD, LONG_AGO.plusSeconds(10)));
        list(
                pull(3, HEAD, LONG_AGO)
                        + ","
                        + pull(4, HEAD, LONG_AGO)
                        + ","
                        + pull(5, HEAD, LONG_AGO));

        rig.round();

        assertThat(rig.stored).isEmpty();
    }

    @Test
    void givesAWebhookTimeAndLooksAgainThen() throws InterruptedException {
        list(pull(3, HEAD, Rig.NOW.minusSeconds(30)));
        rig.round();
        assertThat(rig.stored).isEmpty();

        rig.clock.advance(Duration.ofMinutes(5));
        rig.round();

        assertThat(rig.stored).hasSize(1);
    }

    @Test
    void raisesAlsoWhatIsCommentedOnAllTheTime() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            list(pull(3, HEAD, rig.clock.instant().minusSeconds(1)));
            rig.round();
            assertThat(rig.stored).hasSize(round == 0 ? 0 : 1);
            rig.stored.stream().findFirst().ifPresent(rig::translate);
            rig.clock.advance(Duration.ofMinutes(5));
        }
    }

    @Test
    void givesEveryHeadATimeOfItsOwn() throws InterruptedException {
        list(pull(3, HEAD, Rig.NOW));
        rig.round();
        rig.clock.advance(Duration.ofMinutes(5));
        list(pull(3, NEXT_HEAD, rig.clock.instant()));

        rig.round();

        assertThat(rig.stored).isEmpty();
    }

    @Test
    void storesOneHeadOnceHoweverOftenItLooks() throws InterruptedException {
        list(pull(3, HEAD, LONG_AGO));

        rig.round();
        rig.clock.advance(Duration.ofMinutes(5));
        rig.round();

        assertThat(rig.stored).hasSize(1);
    }

    @Test
    void givesUpAHeadThatNobodyCanTranslate() throws InterruptedException {
        list(pull(3, HEAD, LONG_AGO));

        for (int round = 0; round < 10; round++) {
            rig.round();
            rig.clock.advance(Duration.ofMinutes(15));
        }

        assertThat(rig.stored).hasSize(3);
        assertThat(rig.stored).extracting(Delivery::id).containsOnly(rig.stored.getFirst().id());
    }

    @Test
    void triesAgainWhatTheBrokerDidNotTake() throws InterruptedException {
        list(pull(3, HEAD, LONG_AGO));
        rig.brokerIsAway = true;
        assertThatExceptionOfType(RetryableException.class).isThrownBy(rig::round);

        rig.brokerIsAway = false;
        rig.clock.advance(Duration.ofMinutes(10));
        rig.round();

        assertThat(rig.stored).hasSize(1);
    }

    @Test
    void costsNothingWhileNothingChanges() throws InterruptedException {
        list(pull(3, HEAD, LONG_AGO));
        rig.round();
        rig.translate(onlyStored());
        rig.round();
        rig.github.asked().clear();

        rig.round();

        assertThat(rig.github.asked()).contains("GET " + PULLS + " 304");
    }

    @Test
    void readsAllPagesAlsoBehindOneThatDidNotChange() throws InterruptedException {
        String second = "state=open&sort=created&direction=asc&per_page=50&page=2";
        rig.github.says(PULLS, "[" + pull(3, HEAD, LONG_AGO) + "]", second);
        rig.github.says("/repositories/7/pulls?" + second, "[]");
        rig.translate(webhook("opened", 3, HEAD, LONG_AGO));
        rig.round();
        rig.github.says("/repositories/7/pulls?" + second, "[" + pull(4, HEAD, LONG_AGO) + "]");

        rig.round();

        assertThat(rig.github.asked()).contains("GET " + PULLS + " 304");
        assertThat(((ChangeProposed) translated(onlyStored()).fact()).number()).isEqualTo(4);
    }

    @Test
    void spendsNoMoreThanItsShare() throws InterruptedException {
        rig.github.limit(50);
        for (int round = 0; round < 30; round++) {
            list(pull(3, HEAD, LONG_AGO.plusSeconds(round)));
            rig.round();
        }

        assertThat(rig.github.used()).isEqualTo(10);

        rig.clock.advance(Duration.ofMinutes(31));
        rig.round();
        assertThat(rig.github.used()).isGreaterThan(10);
    }

    @Test
    void leavesTheLastFifthToOthersWhoeverSpentTheRest() throws InterruptedException {
        rig.github.says(PULLS, 200, "[]", Map.of("X-RateLimit-Remaining", "900"));
        rig.round();
        int before = rig.github.asked().size();

        rig.round();

        assertThat(rig.github.asked()).hasSize(before);
    }

    @Test
    void leavesGitHubAloneWhenItIsToldTo() throws InterruptedException {
        rig.github.says(
                PULLS,
                403,
                "{\"message\": \"You have exceeded a secondary rate limit.\"}",
                Map.of("Retry-After", "600"));
        rig.round();
        rig.github.asked().clear();
        rig.clock.advance(Duration.ofMinutes(9));
        rig.round();
        assertThat(rig.github.asked()).isEmpty();

        list(pull(3, HEAD, LONG_AGO));
        rig.clock.advance(Duration.ofMinutes(2));
        rig.round();

        assertThat(rig.stored).hasSize(1);
    }

    @Test
    void stopsWhileGitHubIsAwayAndGoesOnThen() throws InterruptedException {
        list(pull(3, HEAD, LONG_AGO));
        rig.github.away(true);
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(rig::round)
                .withMessage("GitHub answers 502");

        rig.github.away(false);
        rig.round();

        assertThat(rig.stored).hasSize(1);
    }

    @Test
    void saysInOneLineThatTheTokenIsBad() {
        try (var bad = new Rig(database, changes, forges.getFirst(), Optional.of("x"))) {
            bad.repositories.met(List.of(Rig.REPOSITORY), null);

            assertThatExceptionOfType(StoppedException.class)
                    .isThrownBy(bad::round)
                    .withMessage(
                            "GitHub does not accept the token: SLUICE_INGEST_GITHUB_TOKEN, or else"
                                    + " SLUICE_GITHUB_TOKEN, is wrong or expired; set another one");
        }
    }

    @Test
    void saysWhatToSetWhereThereIsNothingToShow() {
        try (var none = new Rig(database, changes, forges.getFirst(), Optional.empty())) {
            assertThat(none.reconciliation.obstacle())
                    .hasValueSatisfying(line -> assertThat(line).contains("SLUICE_GITHUB_APP_ID"));
        }
        assertThat(rig.reconciliation.obstacle()).isEmpty();
    }

    @Test
    void asksOnceADayForARepositoryThatIsNotShown() throws InterruptedException {
        rig.round();
        rig.clock.advance(Duration.ofHours(23));
        rig.round();
        assertThat(rig.github.asked()).filteredOn(line -> line.contains("/pulls")).hasSize(1);

        rig.clock.advance(Duration.ofHours(2));
        rig.round();

        assertThat(rig.github.asked()).filteredOn(line -> line.contains("/pulls")).hasSize(2);
    }

    @Test
    void ignoresAnotherRepositoryUnderTheSameAddress() throws InterruptedException {
        list(pull(3, HEAD, LONG_AGO).replace("\"id\": 7", "\"id\": 77"));

        rig.round();

        assertThat(rig.stored).isEmpty();
    }

    private void list(String pulls) {
        rig.github.says(PULLS, "[" + pulls + "]");
    }

    private Delivery onlyStored() {
        assertThat(rig.stored).hasSize(1);
        return rig.stored.getFirst();
    }

    /** As it is, whether it is news or not. */
    private Event<?> translated(Delivery delivery) {
        var translation =
                (dev.sluice.ingest.forge.Translation.Translated)
                        forges.getFirst().translate(delivery);
        return translation.events().getFirst();
    }

    private static String pull(long number, String sha, Instant updatedAt) {
        return """
        {"number": %d, "state": "open", "title": "Say hello", "draft": false,
         "body": "A secret plan", "updated_at": "%s",
         "user": {"id": 101, "login": "mona", "type": "User"},
         "labels": [{"id": 1, "name": "urgent"}],
         "head": {"ref": "topic", "sha": "%s", "repo": {"id": 99}},
         "base": {"ref": "main", "sha": "%s",
           "repo": {"id": 7, "name": "shop", "default_branch": "main",
             "owner": {"id": 8, "login": "acme", "type": "Organization"}}}}
        """
                .formatted(number, updatedAt, sha, "c".repeat(40));
    }

    private static Delivery webhook(String action, long number, String sha, Instant updatedAt) {
        String body =
                """
                {"action": "%s", "pull_request": %s,
                 "repository": {"id": 7, "name": "shop", "owner": {"id": 8, "login": "acme"}},
                 "sender": {"id": 101, "login": "mona", "type": "User"}}
                """
                        .formatted(action, pull(number, sha, updatedAt));
        return new Delivery(
                UUID.nameUUIDFromBytes((action + sha + updatedAt).getBytes(StandardCharsets.UTF_8)),
                "github",
                7L,
                "pull_request",
                "guid-" + action + "-" + number + "-" + updatedAt.getEpochSecond(),
                "application/json",
                Rig.NOW,
                null,
                body.getBytes(StandardCharsets.UTF_8));
    }
}
