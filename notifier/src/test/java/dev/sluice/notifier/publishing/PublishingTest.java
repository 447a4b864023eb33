package dev.sluice.notifier.publishing;

import static dev.sluice.notifier.Facts.proposal;
import static dev.sluice.notifier.Facts.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.events.ChangeReason;
import dev.sluice.events.Event;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationTarget;
import dev.sluice.events.Repository;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.github.GitHubDouble.Written;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands on a commit in the end, whatever was said in between. */
class PublishingTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void writesADecisionAndSaysSo() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.proposed(revision);
        rig.decided(revision, 1, Verdict.FAIL);

        rig.settle();

        assertThat(rig.github.written())
                .singleElement()
                .satisfies(written -> {
                    assertThat(written.repository()).isEqualTo("acme/shop");
                    assertThat(written.sha()).isEqualTo(sha("a1"));
                    assertThat(written.context()).isEqualTo("sluice/main");
                    assertThat(written.state()).isEqualTo("failure");
                    assertThat(written.description()).isEqualTo("1 new: 1 secret (critical)");
                    assertThat(written.url())
                            .startsWith(
                                    "https://sluice.example.org/changes/"
                                            + revision.id()
                                            + "?key=");
                });
        assertThat(rig.delivered())
                .containsExactly(
                        new PublicationDelivered(
                                revision,
                                Facts.SHOP,
                                new PublicationTarget("github-status", sha("a1"), "sluice/main"),
                                1,
                                "failure",
                                "1 new: 1 secret (critical)",
                                rig.github.written().getFirst().url()));
        assertThat(rig.sent.getFirst().correlationId()).isEqualTo(Facts.CORRELATION);
        assertThat(rig.sent.getFirst().causationId()).isNotNull();
    }

    /** The forge knows it by its new name only; the change is the same one. */
    @Test
    void answersAChangeThatWasOpenWhenItsRepositoryWentToAnotherOwner() {
        rig.github.has("a1");
        rig.github.has("b1");
        var before = proposal(1, "a1", "main");
        rig.proposed(before);
        rig.decided(before, 1, Verdict.FAIL);
        rig.settle();
        var moved = new Repository(Facts.SHOP.forge(), Facts.SHOP.id(), 90, "emca", "store");
        var after = proposal(moved, 1, "b1", "main");
        assertThat(after.change()).isEqualTo(before.change());
        rig.clock.advance(Duration.ofMinutes(1));

        rig.say(Facts.proposed(after, moved, ChangeReason.UPDATED));
        rig.say(Facts.decided(after, moved, 1, Verdict.PASS));
        rig.settle();

        assertThat(rig.github.written())
                .extracting(Written::repository, Written::sha, Written::state)
                .containsExactly(
                        tuple("acme/shop", sha("a1"), "failure"),
                        tuple("emca/store", sha("b1"), "success"));
    }

    @Test
    void endsRedAfterFailPassFail() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.proposed(revision);

        rig.decided(revision, 1, Verdict.FAIL);
        rig.settle();
        rig.decided(revision, 2, Verdict.PASS);
        rig.settle();
        rig.decided(revision, 3, Verdict.FAIL);
        rig.settle();

        assertThat(rig.github.states()).containsExactly("failure", "success", "failure");
        assertThat(rig.delivered())
                .extracting(PublicationDelivered::sequence)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void dropsALowerSequence() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.decided(revision, 3, Verdict.FAIL);
        rig.settle();

        rig.decided(revision, 2, Verdict.PASS);
        rig.settle();

        assertThat(rig.github.states()).containsExactly("failure");
    }

    @Test
    void writesEqualContentOnlyOnce() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.decided(revision, 1, Verdict.PASS);
        rig.settle();

        rig.decided(revision, 2, Verdict.PASS);
        rig.settle();
        rig.decided(revision, 2, Verdict.PASS);
        rig.settle();

        assertThat(rig.github.states()).containsExactly("success");
    }

    @Test
    void coalescesWhatWasNotWrittenYet() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.decided(revision, 1, Verdict.FAIL);
        rig.decided(revision, 2, Verdict.INDETERMINATE);
        rig.decided(revision, 3, Verdict.PASS);

        rig.settle();

        assertThat(rig.github.states()).containsExactly("success");
    }

    @Test
    void writesPendingAfterThreeSecondsAndNotBefore() {
        rig.github.has("a1");
        rig.proposed(proposal(1, "a1", "main"));

        rig.settle();
        rig.after(Duration.ofMillis(2999));
        assertThat(rig.github.written()).isEmpty();

        rig.after(Duration.ofMillis(1));
        assertThat(rig.github.written())
                .singleElement()
                .extracting(Written::state, Written::description)
                .containsExactly("pending", "Scanning…");
        assertThat(rig.delivered()).extracting(PublicationDelivered::sequence).containsExactly(0L);
    }

    @Test
    void takesAChangeWhoseTimeIsFinerThanTheDatabaseKeeps() {
        rig.github.has("a1");
        rig.after(Duration.ofNanos(999));
        rig.proposed(proposal(1, "a1", "main"));

        rig.settle();
        rig.after(Duration.ofSeconds(4));

        assertThat(rig.github.states()).containsExactly("pending");
    }

    @Test
    void neverWritesPendingAfterADecision() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.decided(revision, 1, Verdict.PASS);
        rig.settle();

        rig.proposed(revision);
        rig.settle();
        rig.after(Duration.ofSeconds(10));
        rig.proposed(revision, ChangeReason.REOPENED);
        rig.after(Duration.ofSeconds(10));

        assertThat(rig.github.states()).containsExactly("success");
    }

    @Test
    void doesNotWaitForAVerdictThatNobodyAskedFor() {
        rig.github.has("a1");
        rig.proposed(proposal(1, "a1", "main"), ChangeReason.LABELLED);

        rig.after(Duration.ofSeconds(10));

        assertThat(rig.github.written()).isEmpty();
    }

    @Test
    void endsThePendingOfASupersededRevision() {
        rig.github.has("a1").has("b2");
        rig.proposed(proposal(1, "a1", "main"));
        rig.after(Duration.ofSeconds(4));

        rig.proposed(proposal(1, "b2", "main"));
        rig.settle();

        assertThat(rig.github.written())
                .extracting(Written::sha, Written::state, Written::description)
                .containsExactly(
                        tuple(sha("a1"), "pending", "Scanning…"),
                        tuple(sha("a1"), "error", "Superseded by b200000"));
    }

    @Test
    void endsThePendingOfARetargetedChange() {
        rig.github.has("a1");
        rig.proposed(proposal(1, "a1", "main"));
        rig.after(Duration.ofSeconds(4));

        rig.proposed(proposal(1, "a1", "release"), ChangeReason.RETARGETED);
        rig.settle();

        assertThat(rig.github.written())
                .last()
                .extracting(Written::context, Written::state, Written::description)
                .containsExactly("sluice/main", "error", "Superseded: now aimed at release");
    }

    @Test
    void endsThePendingOfAClosedChange() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.proposed(revision);
        rig.after(Duration.ofSeconds(4));

        rig.say(Facts.closed(revision));
        rig.settle();
        rig.after(Duration.ofMinutes(1));

        assertThat(rig.github.states()).containsExactly("pending", "error");
        assertThat(rig.github.written().getLast().description())
                .isEqualTo("Closed before a verdict");
    }

    @Test
    void keepsThePendingThatAnotherOpenChangeStillNeeds() {
        rig.github.has("a1");
        rig.proposed(proposal(1, "a1", "main"));
        rig.proposed(proposal(2, "a1", "main"));
        rig.after(Duration.ofSeconds(4));

        rig.say(Facts.closed(proposal(1, "a1", "main")));
        rig.settle();

        assertThat(rig.github.states()).containsOnly("pending");
    }

    @Test
    void neverWritesPendingForAChangeThatIsOver() {
        rig.github.has("a1").has("b2");
        rig.proposed(proposal(1, "a1", "main"));
        rig.proposed(proposal(1, "b2", "main"));
        rig.say(Facts.closed(proposal(1, "b2", "main")));

        rig.after(Duration.ofSeconds(10));

        assertThat(rig.github.written()).isEmpty();
    }

    @Test
    void ignoresAnOlderRevisionThatIsToldLate() {
        rig.github.has("a1").has("b2");
        var before = rig.clock.instant();
        rig.clock.advance(Duration.ofSeconds(1));
        rig.proposed(proposal(1, "b2", "main"));
        rig.say(Facts.proposed(proposal(1, "a1", "main"), ChangeReason.OPENED), before);

        rig.after(Duration.ofSeconds(4));

        assertThat(rig.github.written()).extracting(Written::sha).containsExactly(sha("b2"));
    }

    @Test
    void showsTheStricterVerdictOfTwoOpenChangesOnOneCommit() {
        rig.github.has("a1");
        var first = proposal(1, "a1", "main");
        var second = proposal(2, "a1", "main");
        rig.proposed(first);
        rig.proposed(second);
        rig.decided(first, 1, Verdict.FAIL);
        rig.settle();

        rig.decided(second, 1, Verdict.PASS);
        rig.settle();
        assertThat(rig.github.states()).containsExactly("failure");

        rig.say(Facts.closed(first));
        rig.settle();
        assertThat(rig.github.states()).containsExactly("failure", "success");
    }

    @Test
    void reportsPushesUnderANameOfTheirOwn() {
        rig.github.has("a1");
        var revision = Facts.push("main", "a1");
        rig.say(Facts.pushed(revision));
        rig.decided(revision, 1, Verdict.INDETERMINATE);

        rig.settle();

        assertThat(rig.github.written())
                .singleElement()
                .extracting(Written::context, Written::state, Written::description)
                .containsExactly("sluice/push", "error", "secrets did not end in time");
    }

    @Test
    void writesADecisionThatIsHeardOfBeforeItsChange() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.decided(revision, 1, Verdict.PASS);
        rig.settle();

        rig.proposed(revision, ChangeReason.OPENED);
        rig.after(Duration.ofSeconds(10));

        assertThat(rig.github.states()).containsExactly("success");
    }

    @Test
    void writesADecisionThatComesAfterTheChangeWasClosed() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.proposed(revision);
        rig.after(Duration.ofSeconds(4));
        rig.say(Facts.closed(revision));
        rig.settle();

        rig.decided(revision, 1, Verdict.FAIL);
        rig.settle();

        assertThat(rig.github.states()).containsExactly("pending", "error", "failure");
    }

    @Test
    void showsPendingAgainWhenAChangeWithoutVerdictIsReopened() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.proposed(revision);
        rig.after(Duration.ofSeconds(4));
        rig.say(Facts.closed(revision));
        rig.after(Duration.ofSeconds(1));

        rig.proposed(revision, ChangeReason.REOPENED);
        rig.after(Duration.ofSeconds(4));

        assertThat(rig.github.states()).containsExactly("pending", "error", "pending");
        assertThat(rig.sent).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void writesTheAnswerToARescanEvenIfItSaysTheSame() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.proposed(revision);
        rig.decided(revision, 1, Verdict.FAIL);
        rig.settle();

        rig.say(Facts.rescan(revision));
        rig.after(Duration.ofSeconds(1));
        assertThat(rig.github.states()).as("there may be an answer at once").hasSize(1);
        rig.decided(revision, 2, Verdict.FAIL);
        rig.settle();
        rig.after(Duration.ofMinutes(1));

        assertThat(rig.github.states()).containsExactly("failure", "failure");
    }

    @Test
    void showsPendingAgainWhileARescanTakesItsTime() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.proposed(revision);
        rig.decided(revision, 1, Verdict.FAIL);
        rig.settle();

        rig.say(Facts.rescan(revision));
        rig.after(Duration.ofSeconds(3));
        rig.decided(revision, 2, Verdict.PASS);
        rig.settle();

        assertThat(rig.github.states()).containsExactly("failure", "pending", "success");
    }

    @Test
    void doesNotWaitForARescanThatWasAnsweredBeforeItWasHeardOf() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.proposed(revision);
        rig.decided(revision, 1, Verdict.FAIL);
        rig.settle();
        var asked = Facts.event(Facts.rescan(revision), rig.clock.instant());
        rig.say(Facts.following(asked, Facts.decided(revision, 2, Verdict.FAIL)));
        rig.settle();

        rig.say(asked);
        rig.after(Duration.ofSeconds(10));

        assertThat(rig.github.states()).containsExactly("failure", "failure");
    }

    @Test
    void hearsARescanOnce() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.proposed(revision);
        rig.decided(revision, 1, Verdict.FAIL);
        rig.settle();
        var asked = Facts.event(Facts.rescan(revision), rig.clock.instant());
        rig.say(asked);
        rig.decided(revision, 2, Verdict.FAIL);
        rig.settle();

        rig.say(asked);
        rig.after(Duration.ofSeconds(10));

        assertThat(rig.github.states()).containsExactly("failure", "failure");
    }

    @Test
    void leavesASupersededRevisionAloneWhenItIsRescanned() {
        rig.github.has("a1").has("b2");
        rig.proposed(proposal(1, "a1", "main"));
        rig.decided(proposal(1, "a1", "main"), 1, Verdict.FAIL);
        rig.settle();
        rig.proposed(proposal(1, "b2", "main"));
        rig.decided(proposal(1, "b2", "main"), 1, Verdict.PASS);
        rig.settle();

        rig.say(Facts.rescan(proposal(1, "a1", "main")));
        rig.after(Duration.ofSeconds(10));

        assertThat(rig.github.states()).containsExactly("failure", "success");
    }

    @Test
    void keepsTheLastStatusesOfACommitForVerdicts() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.proposed(revision);
        rig.decided(revision, 1, Verdict.PASS);
        rig.settle();
        rig.hasWritten(900);

        rig.say(Facts.rescan(revision));
        rig.after(Duration.ofSeconds(4));
        assertThat(rig.github.states()).as("no pending any more").containsExactly("success");
        rig.decided(revision, 2, Verdict.FAIL);
        rig.settle();

        assertThat(rig.github.states()).containsExactly("success", "failure");
    }

    @Test
    void stopsBeforeGitHubRefusesAndSaysSoOnce() {
        rig.github.has("a1");
        var revision = proposal(1, "a1", "main");
        rig.decided(revision, 1, Verdict.PASS);
        rig.settle();
        rig.hasWritten(1000);

        rig.decided(revision, 2, Verdict.FAIL);
        rig.settle();
        rig.decided(revision, 3, Verdict.INDETERMINATE);
        rig.settle();

        assertThat(rig.github.states()).containsExactly("success");
        assertThat(rig.failed())
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.retrying()).isFalse();
                    assertThat(failed.reason())
                            .isEqualTo(
                                    "the forge takes no more statuses for sluice/main on this"
                                            + " commit: push another commit");
                });
    }
}
