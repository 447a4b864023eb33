package dev.sluice.notifier.review;

import static dev.sluice.notifier.Facts.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.Finding;
import dev.sluice.events.Revision;
import dev.sluice.events.Severity;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.MutableClock;
import dev.sluice.notifier.Settings;
import dev.sluice.notifier.github.PullRequests;
import dev.sluice.notifier.github.PullRequests.Fault;
import dev.sluice.notifier.publishing.Exhibit;
import dev.sluice.notifier.publishing.Machine;
import dev.sluice.notifier.report.Shapes;
import dev.sluice.notifier.targets.Reports;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One remark per finding over all pushes, whatever happens. */
class ReviewTest {

    private static final Finding KEY = secret("a.env");
    private static final Finding OTHER = secret("b.env");

    private final PullRequests github = new PullRequests();
    private final Revision one = proposal(1, "a1", "main");
    private final Revision two = proposal(1, "b2", "main");
    private final Revision three = proposal(1, "c3", "main");
    private Exhibit exhibit;
    private final Machine machine = new Machine(reports -> exhibit = exhibit(reports, true));

    private Exhibit exhibit(Reports reports, boolean app) {
        return new ReviewExhibit(
                List.of(github.reviews(new MutableClock(Facts.NOON), app)),
                reports,
                Settings.DEFAULT,
                new ReviewConfig() {
                    @Override
                    public boolean enabled() {
                        return true;
                    }

                    @Override
                    public int max() {
                        return 3;
                    }
                });
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void remarksOnceOnEachFindingHoweverOftenItIsPushed() {
        machine.decided(one, fail(one), "secrets", KEY, OTHER);
        machine.decided(two, fail(two), "secrets", KEY, OTHER);
        machine.decided(three, fail(three), "secrets", KEY, OTHER);

        assertThat(github.onLines())
                .extracting(PullRequests.Comment::path)
                .containsExactly("a.env", "b.env");
        assertThat(github.onLines().getFirst().request().path("commit_id").asText())
                .isEqualTo(one.headSha());
        assertThat(github.onLines().getFirst().request().path("side").asText()).isEqualTo("RIGHT");
        assertThat(github.onLines().getFirst().request().path("line").asInt()).isEqualTo(3);
    }

    @Test
    void resolvesWhatIsGoneAndReopensWhatComesBack() {
        machine.decided(one, fail(one), "secrets", KEY, OTHER);
        machine.decided(two, fail(two), "secrets", OTHER);
        assertThat(github.onLines())
                .extracting(PullRequests.Comment::resolved)
                .containsExactly(true, false);

        machine.decided(three, fail(three), "secrets", KEY, OTHER);
        assertThat(github.onLines())
                .extracting(PullRequests.Comment::resolved)
                .containsExactly(false, false);
        assertThat(github.onLines()).hasSize(2);
    }

    @Test
    void saysInTheRemarkThatItIsGoneWhereItMayNotResolve() {
        github.forbidsToResolve();
        machine.decided(one, fail(one), "secrets", KEY);
        machine.decided(two, Facts.decided(two, 1, Verdict.PASS), "secrets");
        assertThat(github.onLines().getFirst().body())
                .contains("Gone with `b2")
                .startsWith("<!-- sluice:finding");

        machine.decided(three, fail(three), "secrets", KEY);
        assertThat(github.onLines()).hasSize(1);
        assertThat(github.onLines().getFirst().body()).contains("Secret of AWS");
        assertThat(machine.failed()).isEmpty();
    }

    @Test
    void doesNotResolveWhatNobodyHasLookedFor() {
        machine.decided(one, fail(one), "secrets", KEY);
        machine.decided(two, Facts.decided(two, 1, Verdict.PASS), "dependencies");
        machine.decided(three, Facts.decided(three, 1, Verdict.INDETERMINATE), "secrets");

        assertThat(github.onLines().getFirst().resolved()).isFalse();
    }

    @Test
    void leavesALineThatThePullRequestDoesNotShowToTheList() {
        github.isNotInTheDiff("a.env");
        machine.decided(one, fail(one), "secrets", KEY, OTHER);
        machine.after(Duration.ofHours(1));

        assertThat(github.onLines())
                .extracting(PullRequests.Comment::path)
                .containsExactly("b.env");
        assertThat(github.requests("POST")).hasSize(2);
        assertThat(machine.failed()).isEmpty();
    }

    @Test
    void hasNoMoreOpenThanConfiguredAndTheMostSevereFirst() {
        Finding[] many =
                IntStream.range(0, 9)
                        .mapToObj(i ->
                                Shapes.finding(
                                        "lint",
                                        "r",
                                        i == 8 ? Severity.CRITICAL : Severity.LOW,
                                        "f" + i,
                                        3,
                                        null,
                                        "m",
                                        null,
                                        null))
                        .toArray(Finding[]::new);
        machine.decided(one, fail(one), "lint", many);

        assertThat(github.onLines())
                .extracting(PullRequests.Comment::path)
                .containsExactly("f8", "f0", "f1");
    }

    @Test
    void aWriteOfUnknownOutcomeIsReadBackAndLeavesOneRemark() {
        github.fault(Fault.RESET_AFTER_EFFECT);
        machine.decided(one, fail(one), "secrets", KEY, OTHER);
        machine.after(Duration.ofMinutes(1));

        assertThat(github.onLines())
                .extracting(PullRequests.Comment::path)
                .containsExactly("a.env", "b.env");
        assertThat(github.requests("POST")).hasSize(2);
    }

    @Test
    void aCrashAfterTheWriteLeavesOneRemark() {
        machine.found(one, fail(one), "secrets", KEY);
        machine.dieAfterTheWrite(exhibit);
        machine.after(Duration.ofMinutes(1));

        assertThat(github.onLines()).hasSize(1);
        assertThat(github.requests("POST")).hasSize(1);
        machine.decided(two, Facts.decided(two, 1, Verdict.PASS), "secrets");
        assertThat(github.onLines().getFirst().resolved()).isTrue();
    }

    @Test
    void findsItsRemarksAgainWhenTheirNumbersAreLost() {
        machine.decided(one, fail(one), "secrets", KEY);
        machine.forgetNames();
        machine.decided(two, fail(two), "secrets", KEY, OTHER);

        assertThat(github.onLines()).hasSize(2);
    }

    @Test
    void onlyAnAppRemarks() {
        var plain = new Machine(reports -> exhibit(reports, false));
        plain.decided(one, fail(one), "secrets", KEY);

        assertThat(github.requests("GET")).isEmpty();
        assertThat(github.requests("POST")).isEmpty();
        assertThat(plain.failed()).isEmpty();
    }

    private static Finding secret(String path) {
        return Shapes.secret(path, 3, null, "aws-access-key", "AWS", "AKIA****");
    }

    private static ChangeDecided fail(Revision revision) {
        return Facts.decided(revision, 1, Verdict.FAIL);
    }
}
