package dev.sluice.notifier.publishing;

import static dev.sluice.notifier.Facts.proposal;
import static dev.sluice.notifier.Facts.sha;
import static dev.sluice.notifier.github.GitHubDouble.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.Event;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.Revision;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.github.GitHubDouble;
import dev.sluice.notifier.github.GitHubDouble.Fault;
import dev.sluice.notifier.github.GitHubDouble.Written;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GitHub, the network and the notifier itself failing, at every point where that matters. */
class FailuresTest {

    private static final Duration LONGER_THAN_A_LEASE = Duration.ofMinutes(1);

    private final Rig rig = new Rig();
    private final Revision revision = proposal(1, "a1", "main");

    FailuresTest() {
        rig.github.has("a1");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void doesNotWriteTwiceWhenTheConnectionBreaksAfterTheEffect() {
        rig.github.fault(new Fault.ResetAfterEffect());
        rig.decided(revision, 1, Verdict.FAIL);

        rig.settle();
        rig.after(Duration.ofSeconds(1));

        assertThat(rig.github.states()).containsExactly("failure");
        assertThat(rig.delivered()).hasSize(1);
        assertThat(rig.github.requests()).last().asString().startsWith("GET ");
    }

    @Test
    void writesAgainWhenTheConnectionBrokeBeforeTheEffect() {
        rig.github.fault(new Fault.ResetBeforeEffect());
        rig.decided(revision, 1, Verdict.FAIL);

        rig.settle();
        rig.after(Duration.ofSeconds(1));

        assertThat(rig.github.states()).containsExactly("failure");
        assertThat(rig.delivered()).hasSize(1);
    }

    @Test
    void leavesOneStatusWhenItDiesBetweenWriteAndCommit() {
        rig.decided(revision, 1, Verdict.FAIL);
        Job job = rig.publisher().take(1).getFirst();
        rig.send(job);

        rig.restart(Optional.of(GitHubDouble.TOKEN));
        rig.settle();
        assertThat(rig.delivered()).as("the lease still holds").isEmpty();
        rig.after(LONGER_THAN_A_LEASE);

        assertThat(rig.github.states()).containsExactly("failure");
        assertThat(rig.delivered()).hasSize(1);
    }

    @Test
    void writesAfterItDiedBeforeTheRequest() {
        rig.decided(revision, 1, Verdict.FAIL);
        assertThat(rig.publisher().take(1)).hasSize(1);

        rig.restart(Optional.of(GitHubDouble.TOKEN));
        rig.after(LONGER_THAN_A_LEASE);

        assertThat(rig.github.states()).containsExactly("failure");
        assertThat(rig.delivered()).hasSize(1);
    }

    @Test
    void writesTheNewerDecisionAfterItDiedWithAnOlderOne() {
        rig.decided(revision, 1, Verdict.FAIL);
        assertThat(rig.publisher().take(1)).hasSize(1);
        rig.decided(revision, 2, Verdict.PASS);

        rig.after(LONGER_THAN_A_LEASE);

        assertThat(rig.github.states()).containsExactly("success");
    }

    @Test
    void letsARequestBeThatWasHeldUpForTooLong() {
        rig.decided(revision, 1, Verdict.FAIL);
        Job heldUp = rig.publisher().take(1).getFirst();
        rig.decided(revision, 2, Verdict.PASS);
        rig.after(LONGER_THAN_A_LEASE);

        rig.publisher().carryOut(heldUp);
        rig.settle();

        assertThat(rig.github.states()).containsExactly("success");
    }

    @Test
    void putsRightWhatAnOldRequestWroteOverANewerOne() {
        rig.decided(revision, 1, Verdict.FAIL);
        Job heldUp = rig.publisher().take(1).getFirst();
        rig.decided(revision, 2, Verdict.PASS);
        rig.after(LONGER_THAN_A_LEASE);

        rig.send(heldUp);
        rig.results().delivered(heldUp, new Receipt(null), rig.clock.instant());
        rig.settle();

        assertThat(rig.github.states()).containsExactly("success", "failure", "success");
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504"})
    void triesAgainWhenGitHubHasTrouble(int status) {
        rig.github.fault(answer(status));
        rig.github.fault(answer(status));
        rig.decided(revision, 1, Verdict.PASS);

        rig.settle();
        assertThat(rig.github.written()).isEmpty();
        rig.after(Duration.ofSeconds(1));
        rig.after(Duration.ofMinutes(1));

        assertThat(rig.github.states()).containsExactly("success");
        assertThat(rig.failed())
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.retrying()).isTrue();
                    assertThat(failed.reason()).isEqualTo("GitHub has trouble (" + status + ")");
                });
    }

    @Test
    void doesNotTakeAPageForAnAnswer() {
        rig.github.fault(
                new Fault.Answer(200, Map.of("Content-Type", "text/html"), "<html>Sign in</html>"));
        rig.decided(revision, 1, Verdict.PASS);

        rig.settle();
        assertThat(rig.delivered()).isEmpty();
        rig.after(Duration.ofSeconds(1));

        assertThat(rig.github.states()).containsExactly("success");
        assertThat(rig.delivered()).hasSize(1);
    }

    @Test
    void leavesGitHubAloneForAsLongAsItAsks() {
        rig.github.has("d1").fault(answer(429, "Retry-After", "120"));
        Revision elsewhere = proposal(Facts.DEPOT, 1, "d1", "main");
        rig.decided(revision, 1, Verdict.FAIL);
        rig.settle();

        rig.decided(revision, 2, Verdict.PASS);
        rig.say(Facts.decided(elsewhere, Facts.DEPOT, 1, Verdict.PASS));
        rig.after(Duration.ofSeconds(119));
        assertThat(rig.github.requests()).as("the limit is the token's").hasSize(1);
        rig.after(Duration.ofSeconds(2));

        assertThat(rig.github.written())
                .extracting(Written::repository, Written::state)
                .containsExactlyInAnyOrder(
                        tuple("acme/shop", "success"), tuple("acme/depot", "success"));
    }

    @Test
    void waitsUntilTheRateLimitIsReset() {
        long reset = Facts.NOON.plusSeconds(1800).getEpochSecond();
        rig.github.fault(
                answer(
                        403,
                        "x-ratelimit-remaining",
                        "0",
                        "x-ratelimit-reset",
                        Long.toString(reset)));
        rig.decided(revision, 1, Verdict.PASS);

        rig.settle();
        rig.after(Duration.ofSeconds(1799));
        assertThat(rig.github.requests()).hasSize(1);
        rig.after(Duration.ofSeconds(1));

        assertThat(rig.github.states()).containsExactly("success");
    }

    @ParameterizedTest
    @CsvSource({
        "401, GitHub does not accept the token (401): check SLUICE_GITHUB_TOKEN",
        "403, the token may not write to acme/shop (403)",
        "404, acme/shop is not visible to the token (404)",
        "422, GitHub does not take this (422): injected"
    })
    void doesNotRepeatWhatGitHubRefuses(int status, String reason) {
        rig.github.fault(answer(status));
        rig.decided(revision, 1, Verdict.PASS);

        rig.settle();
        rig.decided(revision, 2, Verdict.PASS);
        rig.after(Duration.ofHours(1));

        assertThat(rig.github.requests()).hasSize(1);
        assertThat(rig.failed())
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.retrying()).isFalse();
                    assertThat(failed.attempts()).isEqualTo(1);
                    assertThat(failed.reason()).startsWith(reason).doesNotContain("ghp_");
                });
    }

    @Test
    void waitsForACommitThatGitHubDoesNotShowYet() {
        Revision early = proposal(7, "e7", "main");
        rig.decided(early, 1, Verdict.PASS);
        rig.settle();
        for (int second = 0; second < 20; second++) {
            rig.after(Duration.ofSeconds(1));
        }
        assertThat(rig.github.written()).isEmpty();

        rig.github.has("e7");
        rig.after(Duration.ofSeconds(40));

        assertThat(rig.github.states()).containsExactly("success");
        assertThat(rig.failed()).extracting(PublicationFailed::retrying).containsExactly(true);
    }

    @Test
    void doesNotWaitForEverForACommitThatGitHubDoesNotKnow() {
        Revision unknown = proposal(7, "e7", "main");
        rig.decided(unknown, 1, Verdict.PASS);
        for (int i = 0; i < 60; i++) {
            rig.after(Duration.ofSeconds(10));
        }
        int requests = rig.github.requests().size();
        rig.after(Duration.ofHours(1));

        assertThat(requests).isLessThan(15);
        assertThat(rig.github.requests()).hasSize(requests);
        assertThat(rig.failed())
                .last()
                .satisfies(failed -> {
                    assertThat(failed.retrying()).isFalse();
                    assertThat(failed.reason())
                            .isEqualTo(
                                    "GitHub has no such commit in acme/shop (422); it may be late,"
                                            + " or the commit was never pushed there");
                });
    }

    @Test
    void goesOnUnderTheNameThatARepositoryHasNow() {
        rig.github.rename("acme/shop", "acme/store");
        rig.decided(revision, 1, Verdict.PASS);
        rig.settle();
        rig.decided(revision, 2, Verdict.FAIL);
        rig.settle();

        assertThat(rig.github.written())
                .extracting(Written::repository, Written::state)
                .containsExactly(tuple("acme/store", "success"), tuple("acme/store", "failure"));
        assertThat(rig.github.requests())
                .as("the name is learnt once")
                .filteredOn(request -> request.contains("/repositories/42"))
                .hasSize(1);
    }

    @Test
    void doesNotFollowARepositoryInACircle() {
        rig.github.rename("acme/shop", "acme/store");
        rig.github.rename("acme/store", "acme/shop");
        rig.decided(revision, 1, Verdict.PASS);

        rig.settle();
        rig.after(Duration.ofHours(1));

        assertThat(rig.github.requests()).hasSize(3);
        assertThat(rig.failed())
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.retrying()).isFalse();
                    assertThat(failed.reason())
                            .startsWith("GitHub points to another address (301)");
                });
    }

    @Test
    void triesANewContentAfterOneThatWasRefused() {
        rig.github.fault(answer(422));
        rig.decided(revision, 1, Verdict.PASS);
        rig.settle();

        rig.decided(revision, 2, Verdict.FAIL);
        rig.settle();

        assertThat(rig.github.states()).containsExactly("failure");
    }

    @Test
    void saysWhenACommitHasAllTheStatusesItMayHave() {
        IntStream.range(0, 1000)
                .forEach(i ->
                        rig.github.preset(
                                new Written(
                                        "acme/shop",
                                        sha("a1"),
                                        "sluice/main",
                                        "error",
                                        "x",
                                        null)));
        rig.decided(revision, 1, Verdict.PASS);

        rig.settle();

        assertThat(rig.failed())
                .singleElement()
                .extracting(PublicationFailed::reason)
                .asString()
                .contains("maximum number of statuses");
    }

    @Test
    void readsBackItsOwnContextOnly() {
        rig.github.fault(new Fault.ResetAfterEffect());
        rig.decided(revision, 1, Verdict.FAIL);
        rig.settle();
        rig.github.preset(new Written("acme/shop", sha("a1"), "build", "success", "ok", null));

        rig.after(Duration.ofSeconds(1));

        assertThat(rig.github.states()).containsExactly("failure", "success");
        assertThat(rig.delivered()).hasSize(1);
    }

    @Test
    void asksNothingWithoutATokenAndSaysSoOncePerTarget() {
        rig.restart(Optional.empty());
        rig.decided(revision, 1, Verdict.PASS);
        rig.settle();
        rig.decided(revision, 2, Verdict.FAIL);
        rig.settle();

        assertThat(rig.github.requests()).isEmpty();
        assertThat(rig.failed())
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.reason())
                            .isEqualTo("no GitHub App and no SLUICE_GITHUB_TOKEN is set");
                    assertThat(failed.retrying()).isFalse();
                    assertThat(failed.attempts()).isZero();
                });
    }

    @Test
    void writesWhatItOwesOnceThereIsAToken() {
        rig.restart(Optional.empty());
        rig.decided(revision, 1, Verdict.PASS);
        rig.settle();
        rig.decided(revision, 2, Verdict.FAIL);
        rig.settle();

        rig.restart(Optional.of(GitHubDouble.TOKEN));
        rig.settle();

        assertThat(rig.github.states()).containsExactly("failure");
    }

    @Test
    void givesUpAfterADay() {
        IntStream.range(0, 1000).forEach(_ -> rig.github.fault(answer(502)));
        rig.decided(revision, 1, Verdict.PASS);

        for (int hour = 0; hour < 26; hour++) {
            rig.after(Duration.ofHours(1));
        }

        assertThat(rig.failed())
                .extracting(PublicationFailed::retrying)
                .containsExactly(true, false);
        assertThat(rig.github.written()).isEmpty();
        int requests = rig.github.requests().size();
        rig.after(Duration.ofDays(1));
        assertThat(rig.github.requests()).hasSize(requests);
        assertThat(rig.sent).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void aStuckRepositoryHoldsUpNoOther() throws InterruptedException {
        rig.github.has("d1").fault(new Fault.Stuck());
        Revision elsewhere = proposal(Facts.DEPOT, 1, "d1", "main");
        rig.decided(revision, 1, Verdict.PASS);
        Job stuck = rig.publisher().take(50).getFirst();
        Thread thread = Thread.startVirtualThread(() -> rig.publisher().carryOut(stuck));
        await().atMost(Duration.ofMinutes(2)).until(() -> !rig.github.requests().isEmpty());

        rig.decided(proposal(2, "a1", "release"), 1, Verdict.PASS);
        rig.say(Facts.decided(elsewhere, Facts.DEPOT, 1, Verdict.PASS));
        rig.settle();

        assertThat(rig.github.written())
                .extracting(Written::repository)
                .containsExactly("acme/depot");
        thread.join();
        rig.after(Duration.ofSeconds(2));
        assertThat(rig.github.written())
                .extracting(Written::repository, Written::context)
                .contains(tuple("acme/shop", "sluice/main"), tuple("acme/shop", "sluice/release"));
    }

    @Test
    void severalReplicasWriteEverythingOnce() throws InterruptedException {
        List<Revision> revisions =
                IntStream.range(0, 40)
                        .mapToObj(i -> proposal(i, String.format("%02x", i), "main"))
                        .toList();
        revisions.forEach(each -> rig.github.has(each.headSha().substring(0, 2)));
        revisions.forEach(each -> rig.decided(each, 1, Verdict.PASS));

        List<Thread> replicas =
                IntStream.range(0, 4)
                        .mapToObj(_ -> rig.publisher(Optional.of(GitHubDouble.TOKEN)))
                        .map(replica -> Thread.startVirtualThread(() -> work(replica)))
                        .toList();
        for (Thread replica : replicas) {
            replica.join();
        }
        rig.settle();

        assertThat(rig.github.written())
                .extracting(Written::sha)
                .containsExactlyInAnyOrderElementsOf(
                        revisions.stream().map(Revision::headSha).toList());
        assertThat(rig.delivered()).hasSize(40);
    }

    private void work(Publisher replica) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> {
                    replica.take(5).forEach(replica::carryOut);
                    return rig.github.written().size() >= 40;
                });
    }
}
