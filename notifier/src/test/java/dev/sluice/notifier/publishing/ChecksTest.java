package dev.sluice.notifier.publishing;

import static dev.sluice.notifier.Facts.proposal;
import static dev.sluice.notifier.Facts.sha;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.Finding;
import dev.sluice.events.FindingCount;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.PublicationTarget;
import dev.sluice.events.Revision;
import dev.sluice.events.Severity;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.github.CheckRuns;
import dev.sluice.notifier.github.GitHubDouble;
import dev.sluice.notifier.github.GitHubDouble.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Check runs, where an App asks: one of them per commit and context, whatever happens. */
class ChecksTest {

    private final Rig rig = Rig.ofApp();
    private final Revision revision = proposal(1, "a1", "main");

    ChecksTest() {
        rig.github.has("a1");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void showsOneCheckRunAndNoStatus() {
        rig.proposed(revision);
        rig.decided(revision, 1, Verdict.FAIL);

        rig.settle();

        assertThat(rig.github.written()).isEmpty();
        CheckRuns.Run run = only();
        assertThat(run.name()).isEqualTo("sluice/main");
        assertThat(run.conclusion()).isEqualTo("failure");
        assertThat(run.title()).isEqualTo("1 new: 1 secret (critical)");
        assertThat(run.externalId()).isEqualTo(revision.id() + "/1");
        assertThat(run.url()).startsWith("https://sluice.example.org/changes/" + revision.id());
        assertThat(run.actions()).containsExactly("rerun", "request-waiver");
        assertThat(rig.delivered())
                .extracting(PublicationDelivered::target, PublicationDelivered::state)
                .containsExactly(
                        tuple(
                                new PublicationTarget("github-check", sha("a1"), "sluice/main"),
                                "failure"));
    }

    @Test
    void updatesTheSameRunFromPendingToTheVerdict() {
        rig.proposed(revision);
        rig.after(Duration.ofSeconds(3));
        rig.decided(revision, 1, Verdict.PASS);
        rig.settle();
        rig.decided(revision, 2, Verdict.FAIL);
        rig.settle();

        assertThat(only().states()).containsExactly("in_progress", "success", "failure");
        assertThat(only().externalId()).isEqualTo(revision.id() + "/2");
    }

    @Test
    void asksForActionWhereNothingCanBeTold() {
        rig.decided(revision, 1, Verdict.INDETERMINATE);

        rig.settle();

        assertThat(only().conclusion()).isEqualTo("action_required");
        assertThat(only().actions()).containsExactly("rerun");
    }

    @Test
    void endsTheRunOfASupersededRevisionWithoutSatisfyingAnybody() {
        rig.proposed(revision);
        rig.after(Duration.ofSeconds(3));

        rig.proposed(proposal(1, "b2", "main"));
        rig.settle();

        assertThat(only().states()).containsExactly("in_progress", "action_required");
        assertThat(only().title()).isEqualTo("Superseded by b200000");
        assertThat(only().actions()).isEmpty();
    }

    @Test
    void updatesTheRunWhenARescanSaysTheSame() {
        rig.proposed(revision);
        rig.decided(revision, 1, Verdict.FAIL);
        rig.settle();

        rig.say(Facts.rescan(revision));
        rig.after(Duration.ofSeconds(3));
        rig.decided(revision, 2, Verdict.FAIL);
        rig.settle();

        assertThat(only().states()).containsExactly("failure", "in_progress", "failure");
        assertThat(only().externalId()).isEqualTo(revision.id() + "/2");
    }

    @Test
    void leavesOneCheckRunWhenItDiesBetweenWriteAndCommit() {
        rig.decided(revision, 1, Verdict.FAIL);
        rig.send(rig.publisher().take(1).getFirst());

        rig.restart(Optional.of(GitHubDouble.TOKEN));
        rig.after(Duration.ofMinutes(1));

        assertThat(only().states()).containsExactly("failure");
        assertThat(rig.delivered()).hasSize(1);
    }

    @Test
    void leavesOneCheckRunWhenItDiesBetweenUpdateAndCommit() {
        rig.proposed(revision);
        rig.after(Duration.ofSeconds(3));
        rig.decided(revision, 1, Verdict.FAIL);
        rig.send(rig.publisher().take(1).getFirst());

        rig.restart(Optional.of(GitHubDouble.TOKEN));
        rig.after(Duration.ofMinutes(1));

        assertThat(only().states()).containsExactly("in_progress", "failure");
        assertThat(rig.delivered()).hasSize(2);
    }

    @Test
    void goesOnWithTheRunThatItFoundAgain() {
        rig.github.fault(new Fault.ResetAfterEffect());
        rig.decided(revision, 1, Verdict.FAIL);
        rig.settle();
        rig.after(Duration.ofSeconds(1));

        rig.decided(revision, 2, Verdict.PASS);
        rig.settle();

        assertThat(only().states()).containsExactly("failure", "success");
    }

    @Test
    void writesTheNewerDecisionAfterItDiedWithAnOlderOne() {
        rig.decided(revision, 1, Verdict.FAIL);
        rig.send(rig.publisher().take(1).getFirst());
        rig.decided(revision, 2, Verdict.PASS);

        rig.after(Duration.ofMinutes(1));

        assertThat(only().states()).containsExactly("failure", "success");
    }

    @Test
    void createsTheRunAnewWhenGitHubHasForgottenIt() {
        rig.decided(revision, 1, Verdict.FAIL);
        rig.settle();
        rig.github.forgetChecks();

        rig.decided(revision, 2, Verdict.PASS);
        rig.settle();

        assertThat(only().states()).containsExactly("success");
    }

    @Test
    void addsFurtherPagesOfAnnotationsMostSevereFirst() {
        List<Finding> findings = found(120);
        rig.say(many(1, findings));

        rig.settle();

        assertThat(only().states()).containsExactly("failure");
        assertThat(only().annotations()).hasSize(120).doesNotHaveDuplicates();
        assertThat(only().annotations().subList(0, 60))
                .as("every other one is critical")
                .allMatch(path -> Integer.parseInt(path.replaceAll("\\D", "")) % 2 == 0);
        assertThat(rig.delivered())
                .extracting(PublicationDelivered::state)
                .containsExactly("failure", "page 2", "page 3");
    }

    @Test
    void addsAPageOnceWhenItDiesBetweenWriteAndCommit() {
        rig.say(many(1, found(120)));
        rig.publisher().take(1).forEach(rig.publisher()::carryOut);
        Job page = rig.publisher().take(1).getFirst();
        rig.send(page);

        rig.after(Duration.ofMinutes(1));

        assertThat(only().annotations()).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void keepsTheAnnotationsWhenTheyStayTrue() {
        rig.proposed(revision);
        List<Finding> findings = found(60);
        rig.say(many(1, findings));
        rig.settle();

        rig.say(Facts.rescan(revision));
        rig.after(Duration.ofSeconds(3));
        rig.say(many(2, findings));
        rig.settle();

        assertThat(only().states()).containsExactly("failure", "in_progress", "failure");
        assertThat(only().annotations()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void takesAnotherRunForOtherAnnotations() {
        rig.say(many(1, found(3)));
        rig.settle();
        rig.clock.advance(Duration.ofSeconds(1));

        rig.say(many(2, found(2)));
        rig.settle();

        assertThat(rig.github.checks())
                .extracting(CheckRuns.Run::annotations)
                .extracting(List::size)
                .containsExactly(3, 2);
    }

    @Test
    void saysWhichPermissionIsMissing() {
        rig.github.fault(
                new Fault.Answer(
                        403, Map.of(), "{\"message\":\"Resource not accessible by integration\"}"));
        rig.decided(revision, 1, Verdict.PASS);

        rig.settle();
        rig.after(Duration.ofHours(1));

        assertThat(rig.failed())
                .singleElement()
                .extracting(PublicationFailed::reason, PublicationFailed::retrying)
                .containsExactly(
                        "the GitHub App may not write to acme/shop (403): it needs the permission"
                                + " \"Checks: write\"",
                        false);
    }

    private CheckRuns.Run only() {
        assertThat(rig.github.checks()).hasSize(1);
        return rig.github.checks().getFirst();
    }

    private ChangeDecided many(long sequence, List<Finding> findings) {
        String scan = "scan " + sequence;
        rig.say(Facts.reported(revision, scan, 1, 1, findings));
        rig.say(Facts.completed(revision, scan, 1, findings));
        return Facts.decided(
                revision,
                Facts.SHOP,
                sequence,
                Verdict.FAIL,
                List.of(new FindingCount("secrets", Severity.CRITICAL, findings.size())),
                0,
                List.of());
    }

    private static List<Finding> found(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Facts.finding(i, i % 2 == 0 ? Severity.CRITICAL : Severity.LOW))
                .toList();
    }
}
