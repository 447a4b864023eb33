package dev.sluice.policy.decide;

import static dev.sluice.policy.Facts.PLAN;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results of other tools beside our own scans, in whatever order they come. */
class SubmissionsTest {

    private static final String CODEQL = "codeql/java";
    private static final String CODEQL_GO = "codeql/go";
    private static final String HEAD = REVISION.headSha();
    private static final String BASE = "d".repeat(40);
    private static final String PARENT = "1".repeat(40);
    private static final String GRANDPARENT = "2".repeat(40);

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
    void withoutResultsForTheBaselineThoseOfItsNearestAncestorCount() {
        takeCleanWithAncestors();
        rig.take(submitted(GRANDPARENT, null, finding("old"), finding("fresh")));
        rig.take(submitted(PARENT, null, finding("old")));

        rig.take(submitted(HEAD, null, finding("old"), finding("fresh")));

        assertCompared(1, 1);
    }

    @Test
    void aFartherAncestorCountsWhereNothingIsNearer() {
        takeCleanWithAncestors();
        rig.take(submitted(GRANDPARENT, null, finding("old")));

        rig.take(submitted(HEAD, null, finding("old"), finding("fresh"), finding("other")));

        assertCompared(2, 1);
    }

    @Test
    void resultsForTheBaselineItselfCountBeforeNewerOnesOfAnAncestor() {
        takeCleanWithAncestors();
        rig.take(submitted(BASE, null, finding("old")));
        rig.clock.advance(Duration.ofMinutes(1));
        rig.take(submitted(PARENT, null, finding("old"), finding("fresh")));

        rig.take(submitted(HEAD, null, finding("old"), finding("fresh"), finding("other")));

        assertCompared(2, 1);
    }

    @Test
    void aNearerAncestorThatComesLastIsDecidedAbout() {
        takeCleanWithAncestors();
        rig.take(submitted(GRANDPARENT, null));
        rig.take(submitted(HEAD, null, finding("old")));
        assertThat(rig.decided().getLast().verdict()).isEqualTo(Verdict.FAIL);
        int decisions = rig.decided().size();

        rig.take(submitted(PARENT, null, finding("old")));

        assertThat(rig.decided()).hasSizeGreaterThan(decisions);
        assertThat(rig.decided().getLast().verdict()).isEqualTo(Verdict.PASS);
        assertCompared(0, 1);
    }

    @Test
    void aFartherAncestorThatComesLastChangesNothing() {
        takeCleanWithAncestors();
        rig.take(submitted(PARENT, null, finding("old")));
        rig.take(submitted(HEAD, null, finding("old")));

        rig.take(submitted(GRANDPARENT, null));

        assertCompared(0, 1);
    }

    @Test
    void anAncestorWhoseResultsFailedIsPassedOver() {
        takeCleanWithAncestors();
        rig.take(
                new SubmissionFailed(
                        submission(PARENT, null), CODEQL, ScanFailure.MALFORMED, "not JSON"));
        rig.take(submitted(GRANDPARENT, null, finding("old")));

        rig.take(submitted(HEAD, null, finding("old")));

        assertCompared(0, 1);
    }

    @Test
    void newerResultsForTheBaselineReplaceTheOlder() {
        takeClean(REVISION, null);
        rig.take(submitted(BASE, null, finding("old")));
        rig.take(submitted(HEAD, null, finding("old"), finding("fresh")));
        assertCompared(1, 1);

        rig.clock.advance(Duration.ofMinutes(1));
        rig.take(submitted(BASE, null, finding("old"), finding("fresh")));
        assertCompared(0, 2);

        rig.clock.advance(Duration.ofMinutes(1));
        rig.take(submitted(BASE, null));
        assertCompared(2, 0);
    }

    @Test
    void olderResultsForTheBaselineThatComeLateReplaceNothing() {
        takeClean(REVISION, null);
        List<SubmissionFact> older = submitted(BASE, null);
        rig.clock.advance(Duration.ofMinutes(1));
        rig.take(submitted(BASE, null, finding("old")));
        rig.take(submitted(HEAD, null, finding("old")));

        rig.take(older);

        assertCompared(0, 1);
    }

    @Test
    void oneCategoryIsNotTheBaselineOfAnother() {
        takeClean(REVISION, null);
        rig.take(submittedBy(CODEQL_GO, BASE, null, finding(CODEQL_GO, "old")));

        rig.take(submitted(HEAD, null, finding("old")));

        ChangeDecided last = rig.decided().getLast();
        assertThat(last.newFindings()).isEmpty();
        assertThat(last.knownFindings()).isZero();
        assertThat(last.gaps()).anyMatch(gap -> gap.contains(CODEQL) && gap.contains(BASE));
    }

    @Test
    void eachCategoryIsComparedWithItsOwn() {
        takeClean(REVISION, null);
        rig.take(submitted(BASE, null, finding("a")));
        rig.take(submittedBy(CODEQL_GO, BASE, null, finding(CODEQL_GO, "b")));

        rig.take(submitted(HEAD, null, finding("a"), finding("b")));
        rig.take(
                submittedBy(
                        CODEQL_GO, HEAD, null, finding(CODEQL_GO, "a"), finding(CODEQL_GO, "b")));

        ChangeDecided last = rig.decided().getLast();
        assertThat(last.newFindings())
                .containsExactlyInAnyOrder(
                        new FindingCount(CODEQL, Severity.HIGH, 1),
                        new FindingCount(CODEQL_GO, Severity.HIGH, 1));
        assertThat(last.knownFindings()).isEqualTo(2);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refs/pull/2/merge",
                "refs/merge-requests/2/head",
                "refs/merge-requests/2/merge"
            })
    void aJobOfOneProposalSpeaksForNoOther(String ref) {
        Revision other = revision(2, 'a');
        takeClean(REVISION, null);
        takeClean(other, null);
        rig.take(submitted(BASE, null));

        rig.take(submitted(HEAD, ref, finding("fresh")));

        assertThat(rig.decided())
                .filteredOn(decision -> decision.verdict() == Verdict.FAIL)
                .extracting(ChangeDecided::revision)
                .containsExactly(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refs/pull/1/merge",
                "refs/merge-requests/1/head",
                "refs/merge-requests/1/merge"
            })
    void aJobOfAProposalCannotSayWhatTheBranchHadBefore(String ref) {
        takeClean(REVISION, null);
        rig.take(submitted(BASE, ref, finding("fresh")));

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

    private void takeCleanWithAncestors() {
        rig.take(
                proposed(REVISION),
                described(REVISION, null, PLAN, List.of(BASE, PARENT, GRANDPARENT)));
        rig.take(scan(REVISION, "secrets"));
        rig.take(scan(REVISION, "dependencies"));
    }

    private void assertCompared(int fresh, int known) {
        ChangeDecided last = rig.decided().getLast();
        assertThat(last.newFindings().stream().mapToInt(FindingCount::count).sum())
                .as("new findings")
                .isEqualTo(fresh);
        assertThat(last.knownFindings()).as("known findings").isEqualTo(known);
        assertThat(last.gaps()).noneMatch(gap -> gap.contains(CODEQL));
    }

    private List<SubmissionFact> submitted(String sha, @Nullable String ref, Finding... findings) {
        return submittedBy(CODEQL, sha, ref, findings);
    }

    private List<SubmissionFact> submittedBy(
            String scanner, String sha, @Nullable String ref, Finding... findings) {
        Submission submission = submission(sha, ref, findings);
        var facts = new ArrayList<SubmissionFact>();
        if (findings.length > 0) {
            facts.add(new SubmissionReported(submission, scanner, 1, 1, List.of(findings)));
        }
        facts.add(
                new SubmissionCompleted(
                        submission,
                        scanner,
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
        return finding(CODEQL, fingerprint);
    }

    private static Finding finding(String scanner, String fingerprint) {
        return new Finding(
                scanner,
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
