package dev.sluice.notifier.comment;

import static dev.sluice.notifier.Facts.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.Finding;
import dev.sluice.events.FindingCount;
import dev.sluice.events.Revision;
import dev.sluice.events.Severity;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.Settings;
import dev.sluice.notifier.github.PullRequests;
import dev.sluice.notifier.github.PullRequests.Fault;
import dev.sluice.notifier.publishing.Exhibit;
import dev.sluice.notifier.publishing.Machine;
import dev.sluice.notifier.report.Shapes;
import dev.sluice.notifier.targets.Reports;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one comment on a pull request, whatever happens. */
class CommentTest {

    private static final Finding KEY =
            Shapes.secret("a.env", 3, null, "aws-access-key", "AWS", "AKIA****");

    private final PullRequests github = new PullRequests();
    private final Revision one = proposal(1, "a1", "main");
    private final Revision two = proposal(1, "b2", "main");
    private boolean app = true;
    private boolean enabled = true;
    private Exhibit exhibit;
    private final Machine machine = new Machine(reports -> exhibit = exhibit(reports));

    private Exhibit exhibit(Reports reports) {
        return new CommentExhibit(
                List.of(github.comments(new dev.sluice.notifier.MutableClock(Facts.NOON), app)),
                reports,
                Settings.DEFAULT,
                () -> enabled);
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void saysNothingWhereThereIsNothingToSay() {
        machine.decided(one, pass(one, 1), "secrets");

        assertThat(github.requests("POST")).isEmpty();
        assertThat(github.requests("GET")).isEmpty();
    }

    @Test
    void isEditedFromPushToPushAndSaysInTheEndThatAllIsWell() {
        machine.decided(one, fail(one, 1), "secrets", KEY);
        assertThat(only().body())
                .startsWith("<!-- sluice:report sluice/main -->")
                .contains("`a.env:3`");

        machine.decided(two, pass(two, 1), "secrets");

        assertThat(only().body())
                .startsWith("<!-- sluice:report sluice/main -->")
                .contains("All is well now");
        assertThat(github.requests("POST")).hasSize(1);
        assertThat(github.requests("PATCH")).hasSize(1);
        assertThat(machine.delivered())
                .extracting(it -> it.target().kind())
                .containsOnly("github-comment");
    }

    @Test
    void isNotWrittenAgainWhenItWouldSayTheSame() {
        machine.decided(one, fail(one, 1), "secrets", KEY);
        machine.say(fail(one, 1));
        machine.after(Duration.ofMinutes(1));

        assertThat(github.requests("POST")).hasSize(1);
        assertThat(github.requests("PATCH")).isEmpty();
    }

    @Test
    void aWriteOfUnknownOutcomeIsReadBackAndLeavesOneComment() {
        github.fault(Fault.RESET_AFTER_EFFECT);
        machine.decided(one, fail(one, 1), "secrets", KEY);
        machine.after(Duration.ofMinutes(1));

        assertThat(only().body()).contains("`a.env:3`");
        assertThat(github.requests("POST")).hasSize(1);
        assertThat(machine.delivered()).hasSize(1);
    }

    @Test
    void aCrashAfterTheWriteLeavesOneComment() {
        machine.say(Facts.proposed(one, dev.sluice.events.ChangeReason.UPDATED));
        machine.say(fail(one, 1));
        machine.dieAfterTheWrite(exhibit);
        machine.after(Duration.ofMinutes(1));

        assertThat(github.inConversation()).hasSize(1);
        assertThat(github.requests("POST")).hasSize(1);
        assertThat(machine.delivered()).hasSize(1);
    }

    @Test
    void aWriteThatHadNoEffectIsRepeated() {
        github.fault(Fault.TROUBLE);
        machine.decided(one, fail(one, 1), "secrets", KEY);
        machine.after(Duration.ofMinutes(1));

        assertThat(github.inConversation()).hasSize(1);
    }

    @Test
    void isFoundAgainByItsMarkerAndAuthorWhenItsNumberIsLost() {
        machine.decided(one, fail(one, 1), "secrets", KEY);
        machine.forgetNames();

        machine.decided(two, fail(two, 2), "secrets", KEY);

        assertThat(github.inConversation()).hasSize(1);
        assertThat(github.requests("PATCH")).hasSize(1);
    }

    @Test
    void neverTakesTheCommentOfAnybodyElseForItsOwn() {
        github.preset("<!-- sluice:report sluice/main -->\nAll is well, says Mallory");

        machine.decided(one, fail(one, 1), "secrets", KEY);

        assertThat(github.inConversation()).hasSize(1);
        assertThat(github.requests("PATCH")).isEmpty();
    }

    @Test
    void isWrittenAnewWhenSomebodyDeletedIt() {
        machine.decided(one, fail(one, 1), "secrets", KEY);
        github.delete(only());

        machine.decided(two, fail(two, 1), "secrets", KEY);

        assertThat(github.inConversation()).hasSize(1);
        assertThat(github.requests("POST")).hasSize(2);
    }

    @Test
    void staysAsItIsOnceThePullRequestIsClosed() {
        machine.say(Facts.proposed(one, dev.sluice.events.ChangeReason.UPDATED));
        machine.say(Facts.closed(one));
        machine.say(fail(one, 1));
        machine.settle();

        assertThat(github.requests("POST")).isEmpty();
    }

    @Test
    void aPushHasNoComment() {
        Revision push = Facts.push("main", "a1");
        machine.say(fail(push, 1));
        machine.settle();

        assertThat(github.requests("GET")).isEmpty();
    }

    @Test
    void onlyAnAppComments() {
        app = false;
        var plain = new Machine(this::exhibit);
        plain.decided(one, fail(one, 1), "secrets", KEY);

        assertThat(github.requests("GET")).isEmpty();
        assertThat(github.requests("POST")).isEmpty();
        assertThat(plain.failed()).isEmpty();
    }

    @Test
    void canBeSwitchedOff() {
        enabled = false;
        var silent = new Machine(this::exhibit);
        silent.decided(one, fail(one, 1), "secrets", KEY);

        assertThat(github.requests("POST")).isEmpty();
    }

    private PullRequests.Comment only() {
        assertThat(github.inConversation()).hasSize(1);
        return github.inConversation().getFirst();
    }

    private static ChangeDecided fail(Revision revision, long sequence) {
        return Facts.decided(
                revision,
                Facts.SHOP,
                sequence,
                Verdict.FAIL,
                List.of(new FindingCount("secrets", Severity.CRITICAL, 1)),
                0,
                List.of());
    }

    private static ChangeDecided pass(Revision revision, long sequence) {
        return Facts.decided(revision, sequence, Verdict.PASS);
    }
}
