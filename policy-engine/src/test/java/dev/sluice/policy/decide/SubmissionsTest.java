package dev.sluice.policy.decide;

import static dev.sluice.policy.Facts.REPOSITORY;
import static dev.sluice.policy.Facts.REVISION;
import static dev.sluice.policy.Facts.described;
import static dev.sluice.policy.Facts.proposed;
import static dev.sluice.policy.Facts.revision;
import static dev.sluice.policy.Facts.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.Coverage;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Fact;
import dev.sluice.events.Finding;
import dev.sluice.events.FindingCount;
import dev.sluice.events.Fix;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.MatchedFinding;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.Severity;
import dev.sluice.events.Submission;
import dev.sluice.events.SubmissionCompleted;
import dev.sluice.events.SubmissionFact;
import dev.sluice.events.SubmissionFailed;
import dev.sluice.events.SubmissionFormat;
import dev.sluice.events.SubmissionReported;
import dev.sluice.events.Tool;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.FindingsDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Results of other tools beside our own scans, in whatever order they come. */
class SubmissionsTest {

    private static final String CODEQL = "codeql/java";
    private static final String HEAD = REVISION.headSha();
    private static final String BASE = "d".repeat(40);

    private static final String REQUIRES_CODEQL =
            """
            apiVersion: sluice.dev/v1
            kind: Policy
            metadata:
              name: code
            rules:
              - name: no-new-problems
                deny:
                  findings: finding.scanner == 'codeql/java' && finding.baselineState == 'new'
              - name: analysed
                require: [codeql/java]
            """;

    private final Rig rig = new Rig();

    @Test
    void aFindingThatTheBaselineLacksIsNew() {
        takeClean(REVISION, null);
        rig.take(submitted(BASE, null, finding("old")));

        rig.take(submitted(HEAD, null, finding("old"), finding("fresh")));

        ChangeDecided last = rig.decided().getLast();
        assertThat(last.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(last.newFindings()).containsExactly(new FindingCount(CODEQL, Severity.HIGH, 1));
        assertThat(last.knownFindings()).isEqualTo(1);
        assertThat(last.gaps()).noneMatch(gap -> gap.contains(CODEQL));
    }

    @Test
    void theSubmissionMayComeBeforeTheChange() {
        rig.take(submitted(BASE, null));
        rig.take(submitted(HEAD, null, finding("fresh")));

        takeClean(REVISION, null);

        assertThat(rig.decided().getLast().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void theBaselineMayComeLast() {
        takeClean(REVISION, null);
        rig.take(submitted(HEAD, null, finding("old")));

        rig.take(submitted(BASE, null, finding("old")));

        ChangeDecided last = rig.decided().getLast();
        assertThat(last.verdict()).isEqualTo(Verdict.PASS);
        assertThat(last.knownFindings()).isEqualTo(1);
        assertThat(last.gaps()).noneMatch(gap -> gap.contains(CODEQL));
    }

    @Test
    void withoutABaselineNothingIsCalledNewAndTheGapIsNamed() {
        takeClean(REVISION, null);

        rig.take(submitted(HEAD, null, finding("any")));

        ChangeDecided last = rig.decided().getLast();
        assertThat(last.newFindings()).isEmpty();
        assertThat(last.knownFindings()).isZero();
        assertThat(last.verdict()).isEqualTo(Verdict.PASS);
        assertThat(last.gaps()).anyMatch(gap -> gap.contains(CODEQL) && gap.contains(BASE));
    }

    @Test
    void aClosedRuleDoesNotPassWithoutABaseline() {
        takeClean(REVISION, REQUIRES_CODEQL);

        rig.take(submitted(HEAD, null, finding("any")));

        assertThat(rig.decided().getLast().verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void whereNothingWasFoundNoBaselineIsMissed() {
        takeClean(REVISION, REQUIRES_CODEQL);

        rig.take(submitted(HEAD, null));

        assertThat(rig.decided().getLast().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aRuleWaitsForASubmissionUntilTheDeadline() {
        takeClean(REVISION, REQUIRES_CODEQL);
        assertThat(rig.decided()).isEmpty();

        rig.clock.advance(Rig.DEADLINE);

        assertThat(rig.decided().getLast().verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void aSubmissionThatIsNoResultIsNeverAPass() {
        takeClean(REVISION, REQUIRES_CODEQL);

        rig.take(
                new SubmissionFailed(
                        submission(HEAD, null), CODEQL, ScanFailure.MALFORMED, "it is not JSON"));

        ChangeDecided last = rig.decided().getLast();
        assertThat(last.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(last.reason()).contains("it is not JSON");
    }

    @Test
    void theNewestSubmissionOfACommitCounts() {
        takeClean(REVISION, null);
        rig.take(submitted(BASE, null));
        rig.take(submitted(HEAD, null, finding("fresh")));

        rig.clock.advance(Duration.ofMinutes(1));
        rig.take(submitted(HEAD, null));

        assertThat(rig.decided())
                .extracting(ChangeDecided::verdict)
                .endsWith(Verdict.FAIL, Verdict.PASS);
    }

    @Test
    void aJobOfOneProposalSpeaksForNoOther() {
        Revision other = revision(2, 'a');
        takeClean(REVISION, null);
        takeClean(other, null);
        rig.take(submitted(BASE, null));

        rig.take(submitted(HEAD, "refs/pull/2/merge", finding("fresh")));

        assertThat(rig.decided())
                .filteredOn(decision -> decision.verdict() == Verdict.FAIL)
                .extracting(ChangeDecided::revision)
                .containsExactly(other);
    }

    @Test
    void aJobOfAProposalCannotSayWhatTheBranchHadBefore() {
        takeClean(REVISION, null);
        rig.take(submitted(BASE, "refs/pull/1/merge", finding("fresh")));

        rig.take(submitted(HEAD, null, finding("fresh")));

        assertThat(rig.decided().getLast().gaps()).anyMatch(gap -> gap.contains(CODEQL));
        assertThat(rig.decided().getLast().knownFindings()).isZero();
    }

    @Test
    void theSameAgainChangesNothing() {
        takeClean(REVISION, null);
        List<SubmissionFact> facts = submitted(HEAD, null, finding("any"));
        rig.take(facts);
        int decisions = rig.decided().size();

        rig.take(facts);

        assertThat(rig.decided()).hasSize(decisions);
    }

    @Test
    void missingPartsAreNoResult() {
        takeClean(REVISION, REQUIRES_CODEQL);

        rig.take(submitted(HEAD, null, finding("any")).getLast());

        assertThat(rig.decided()).isEmpty();
    }

    @Test
    void isForgottenWhenItsTimeIsUp() {
        rig.take(submitted(BASE, null));
        rig.take(submitted(HEAD, null, finding("fresh")));
        rig.clock.advance(Rig.SUBMISSIONS_KEPT.plusSeconds(1));

        rig.desk.forgetOldSubmissions();

        takeClean(REVISION, null);
        assertThat(rig.decided().getLast().newFindings()).isEmpty();
    }

    @Test
    void changeAndSubmissionAtTheSameMomentDoNotMissEachOther() throws Exception {
        rig.take(submitted(BASE, null));
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 14; round++) {
                Revision revision = revision(100 + round, "0123456789bcef".charAt(round));
                rig.take(scan(revision, "secrets").toArray(new Fact[0]));
                rig.take(scan(revision, "dependencies").toArray(new Fact[0]));
                rig.take(proposed(revision));
                var start = new CountDownLatch(1);
                var describing =
                        CompletableFuture.runAsync(
                                () -> {
                                    await(start);
                                    rig.take(described(revision, null));
                                },
                                threads);
                var submitting =
                        CompletableFuture.runAsync(
                                () -> {
                                    await(start);
                                    rig.take(submitted(revision.headSha(), null, finding("x")));
                                },
                                threads);
                start.countDown();
                CompletableFuture.allOf(describing, submitting).join();

                assertThat(rig.decided().getLast().revision()).isEqualTo(revision);
                assertThat(rig.decided().getLast().verdict()).isEqualTo(Verdict.FAIL);
            }
        }
    }

    @Test
    void matchedFindingsSayThatTheyWereNotCompared() {
        takeClean(
                REVISION,
                """
                apiVersion: sluice.dev/v1
                kind: Policy
                metadata:
                  name: strict
                rules:
                  - name: nothing-at-all
                    deny:
                      findings: finding.severity == 'high'
                """);

        rig.take(submitted(HEAD, null, finding("any")));

        assertThat(rig.decided().getLast().rules().rules().getFirst().matched())
                .extracting(MatchedFinding::baselineState)
                .containsExactly(BaselineState.NOT_COMPARED);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void takeClean(Revision revision, @Nullable String policy) {
        rig.take(proposed(revision), described(revision, policy));
        rig.take(scan(revision, "secrets"));
        rig.take(scan(revision, "dependencies"));
    }

    private List<SubmissionFact> submitted(String sha, @Nullable String ref, Finding... findings) {
        Submission submission = submission(sha, ref, findings);
        var facts = new ArrayList<SubmissionFact>();
        if (findings.length > 0) {
            facts.add(new SubmissionReported(submission, CODEQL, 1, 1, List.of(findings)));
        }
        facts.add(
                new SubmissionCompleted(
                        submission,
                        CODEQL,
                        new Tool("CodeQL", "2.19", "0".repeat(64)),
                        findings.length > 0 ? 1 : 0,
                        findings.length,
                        FindingsDigest.of(List.of(findings)),
                        new Coverage(0, 0, List.of())));
        return facts;
    }

    private Submission submission(String sha, @Nullable String ref, Finding... findings) {
        return new Submission(
                DeterministicId.of(sha, String.valueOf(ref), FindingsDigest.of(List.of(findings))),
                REPOSITORY,
                sha,
                ref,
                SubmissionFormat.SARIF,
                "java",
                rig.clock.instant());
    }

    private static Finding finding(String fingerprint) {
        return new Finding(
                CODEQL,
                "java/sql-injection",
                Level.ERROR,
                Severity.HIGH,
                "This query depends on a user-provided value.",
                new Location("src/Orders.java", 3, 1, null),
                Map.of("sarif/v1", fingerprint),
                BaselineState.NOT_COMPARED,
                null,
                List.of(),
                List.of(),
                null,
                null,
                new Fix("Use a prepared statement.", null),
                null);
    }
}
