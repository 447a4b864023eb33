package dev.sluice.policy.evaluate;

import static dev.sluice.policy.Facts.NOW;
import static dev.sluice.policy.Facts.REVISION;
import static dev.sluice.policy.Facts.described;
import static dev.sluice.policy.Facts.proposed;
import static dev.sluice.policy.Facts.pushed;
import static dev.sluice.policy.Facts.scan;
import static dev.sluice.policy.Facts.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Account;
import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Finding;
import dev.sluice.events.Permission;
import dev.sluice.events.RuleOutcome;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.Json;
import dev.sluice.policy.language.Policy;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people decide: approvals, waivers, and rules that are only tried. */
class PeopleTest {

    private static final String HEAD = REVISION.headSha();
    private static final String OTHER = "e".repeat(40);
    private static final String PATCH = "1".repeat(40);

    private static Policy policy(String rule) {
        return Policy.require(
                "p.yaml",
                """
                apiVersion: sluice.dev/v1
                kind: Policy
                metadata: {name: test}
                rules:
                """
                        + rule.indent(2));
    }

    private static ChangeDescribed description() {
        ChangeDescribed plain = described(REVISION, null, List.of("secrets"));
        return new ChangeDescribed(
                plain.revision(),
                plain.repository(),
                plain.baselineSha(),
                plain.ancestors(),
                plain.commits(),
                plain.changedFiles(),
                plain.truncated(),
                PATCH,
                plain.configuration(),
                plain.plan());
    }

    private static Inputs inputs(Finding... findings) {
        return Inputs.of(
                proposed(REVISION), description(), scan(REVISION, "secrets", findings), Set.of());
    }

    private static Approval approval(
            int id, Permission permission, @Nullable List<String> teams, String head) {
        return new Approval(new Account(id, "p" + id), permission, teams, head, null);
    }

    private static RuleOutcome demanded(String demand, Approvals approvals) {
        return outcome(
                "- {name: a, requireApproval: " + demand + "}",
                inputs().with(approvals, List.of()));
    }

    private static RuleOutcome outcome(String rule, Inputs inputs) {
        return Evaluator.evaluate(policy(rule), inputs, NOW).rules().rules().getFirst().outcome();
    }

    private static Approvals given(Approval... approvals) {
        return new Approvals(List.of(approvals), List.of("p5"));
    }

    @ParameterizedTest
    @CsvSource({
        "ADMIN, PASSED",
        "WRITE, PASSED",
        "READ, FAILED",
        "NONE, FAILED",
        "UNKNOWN, FAILED"
    })
    void onlyWhoMayWriteApproves(Permission permission, RuleOutcome outcome) {
        assertThat(demanded("{count: 1}", given(approval(1, permission, null, HEAD))))
                .isEqualTo(outcome);
    }

    @Test
    void peopleAreCountedNotApprovals() {
        Approval one = approval(1, Permission.WRITE, null, HEAD);
        Approval two = approval(2, Permission.WRITE, null, HEAD);
        assertThat(demanded("{count: 2}", given(one, one))).isEqualTo(RuleOutcome.FAILED);
        assertThat(demanded("{count: 2}", given(one, two))).isEqualTo(RuleOutcome.PASSED);
        assertThat(demanded("{permission: admin}", given(one))).isEqualTo(RuleOutcome.FAILED);
    }

    @Test
    void theAuthorsOwnApprovalCountsOnlyWhereThePolicySaysSo() {
        Approval own = approval(11, Permission.ADMIN, null, HEAD);
        assertThat(demanded("{count: 1}", given(own))).isEqualTo(RuleOutcome.FAILED);
        assertThat(demanded("{notAuthor: false}", given(own))).isEqualTo(RuleOutcome.PASSED);
    }

    @Test
    void committersDoNotApproveWhatTheyWrote() {
        Approval five = approval(5, Permission.WRITE, null, HEAD);
        assertThat(demanded("{count: 1}", given(five))).isEqualTo(RuleOutcome.PASSED);
        assertThat(demanded("{notCommitter: true}", given(five))).isEqualTo(RuleOutcome.FAILED);
        assertThat(demanded("{notCommitter: true}", new Approvals(List.of(five), null)))
                .isEqualTo(RuleOutcome.MISSING);
    }

    @Test
    void teamsCountAndWhatNobodyKnowsIsMissing() {
        assertThat(
                        demanded(
                                "{teams: [x, y]}",
                                given(approval(1, Permission.WRITE, List.of("y"), HEAD))))
                .isEqualTo(RuleOutcome.PASSED);
        assertThat(
                        demanded(
                                "{teams: [x]}",
                                given(approval(1, Permission.WRITE, List.of("y"), HEAD))))
                .isEqualTo(RuleOutcome.FAILED);
        assertThat(demanded("{teams: [x]}", given(approval(1, Permission.WRITE, null, HEAD))))
                .isEqualTo(RuleOutcome.MISSING);
    }

    @Test
    void aPushDropsApprovalsUnlessThePatchIsTheSame() {
        Approval older = approval(1, Permission.WRITE, null, OTHER);
        Approval rebased = new Approval(older.by(), Permission.WRITE, null, OTHER, PATCH);
        Approval another = new Approval(older.by(), Permission.WRITE, null, OTHER, "2".repeat(40));
        assertThat(demanded("{count: 1}", given(older))).isEqualTo(RuleOutcome.FAILED);
        assertThat(demanded("{count: 1}", given(rebased))).isEqualTo(RuleOutcome.PASSED);
        assertThat(demanded("{count: 1}", given(another))).isEqualTo(RuleOutcome.FAILED);
    }

    @Test
    void oneOfSeveralDemandsIsEnough() {
        Approval admin = approval(1, Permission.ADMIN, null, HEAD);
        assertThat(demanded("{anyOf: [{count: 2}, {permission: admin}]}", given(admin)))
                .isEqualTo(RuleOutcome.PASSED);
        assertThat(demanded("{anyOf: [{count: 2}, {count: 3}]}", given(admin)))
                .isEqualTo(RuleOutcome.FAILED);
    }

    @Test
    void approvalsThatNobodyGathersAreMissingOrOpen() {
        assertThat(outcome("- {name: a, requireApproval: {count: 1}}", inputs()))
                .isEqualTo(RuleOutcome.MISSING);
        assertThat(outcome("- {name: a, requireApproval: {count: 1}, whenMissing: open}", inputs()))
                .isEqualTo(RuleOutcome.OPEN);
        assertThat(
                        outcome(
                                "- {name: a, deny: {when: approvals.size() == 0}}",
                                inputs().with(given(), List.of())))
                .isEqualTo(RuleOutcome.FAILED);
        assertThat(outcome("- {name: a, deny: {when: approvals.size() > 0}}", inputs()))
                .isEqualTo(RuleOutcome.MISSING);
    }

    @Test
    void nobodyApprovesPushes() {
        var push = pushed();
        var inputs =
                Inputs.of(
                        push,
                        described(push.revision(), null, List.of("secrets")),
                        scan(push.revision(), "secrets"),
                        Set.of());
        assertThat(outcome("- {name: a, requireApproval: {count: 1}}", inputs))
                .isEqualTo(RuleOutcome.PASSED);
    }

    private static final String NO_SECRETS =
            "- {name: a, deny: {findings: \"finding.scanner == 'secrets'\"}}";

    private static Waiver waiver(String repository, String fingerprint, Instant until) {
        return new Waiver(
                List.of(repository),
                fingerprint,
                null,
                null,
                null,
                null,
                Justification.VULNERABLE_CODE_NOT_PRESENT,
                "A test key.",
                "dev",
                "sec",
                until);
    }

    @Test
    void aWaiverHoldsUntilItEndsAndTheDecisionIsReviewedThen() {
        Instant end = NOW.plusSeconds(60);
        var inputs =
                inputs(secret(BaselineState.NEW, 1))
                        .with(null, List.of(waiver("acme/*", "s1", end)));
        Policy policy = policy(NO_SECRETS);

        Evaluation now = Evaluator.evaluate(policy, inputs, NOW);
        assertThat(now.verdict()).isEqualTo(Verdict.PASS);
        assertThat(now.reviewAt()).isEqualTo(end);
        assertThat(now.rules().rules().getFirst().reason())
                .isEqualTo("no finding matches, 1 is waived until " + end);
        assertThat(Evaluator.evaluate(policy, inputs, end).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aWaiverCoversWhatItNamesAndNothingElse() {
        Instant end = NOW.plusSeconds(60);
        for (Waiver other :
                List.of(waiver("acme/other", "s1", end), waiver("acme/shop", "s2", end))) {
            var inputs = inputs(secret(BaselineState.NEW, 1)).with(null, List.of(other));
            assertThat(outcome(NO_SECRETS, inputs)).isEqualTo(RuleOutcome.FAILED);
        }
        var two =
                inputs(secret(BaselineState.NEW, 1), secret(BaselineState.NEW, 2))
                        .with(null, List.of(waiver("acme/shop", "s1", end)));
        assertThat(Evaluator.evaluate(policy(NO_SECRETS), two, NOW).reason())
                .isEqualTo("a: 1 finding matches, 1 is waived until " + end);
    }

    @Test
    void nobodyGrantsTheirOwnWaiverAndNoneIsForEverything() {
        assertThatThrownBy(() ->
                        new Waiver(
                                List.of("a/b"),
                                "f",
                                null,
                                null,
                                null,
                                null,
                                Justification.COMPONENT_NOT_PRESENT,
                                "x",
                                "dev",
                                "dev",
                                NOW))
                .hasMessage("a waiver is granted by somebody else than dev, who requested it");
        assertThatThrownBy(() ->
                        new Waiver(
                                List.of("a/b"),
                                null,
                                null,
                                null,
                                null,
                                null,
                                Justification.COMPONENT_NOT_PRESENT,
                                "x",
                                "dev",
                                "sec",
                                NOW))
                .hasMessage("a waiver needs fingerprint, ruleId, cve, purl or path");
    }

    @Test
    void aRuleThatIsTriedSaysWhatItWouldDo() {
        var inputs = inputs(secret(BaselineState.NEW, 1));
        Evaluation tried =
                Evaluator.evaluate(
                        policy(NO_SECRETS.replace("}}", "}, dryRun: true, owners: [sec]}")),
                        inputs,
                        NOW);
        assertThat(tried.verdict()).isEqualTo(Verdict.PASS);
        assertThat(tried.decidesForGood()).isTrue();
        assertThat(tried.rules().rules().getFirst().reason())
                .isEqualTo("dry run, would fail: 1 finding matches");
        assertThat(tried.rules().rules().getFirst().remediation()).isEqualTo("Ask sec.");
        assertThat(outcome("- {name: a, require: [sast], dryRun: true}", inputs))
                .isEqualTo(RuleOutcome.WARNED);
        assertThat(outcome("- {name: a, deny: {findings: 1 / 0 > 0}, dryRun: true}", inputs))
                .isEqualTo(RuleOutcome.WARNED);
    }

    @Test
    void inputsWithoutPeopleAreWrittenAsTheyAlwaysWere() throws IOException {
        assertThat(inputs().canonicalJson()).doesNotContain("approvals", "waivers");
        var people =
                inputs(secret(BaselineState.NEW, 1))
                        .with(
                                given(approval(1, Permission.WRITE, List.of("x"), HEAD)),
                                List.of(waiver("acme/shop", "s1", NOW)));
        for (Inputs inputs : List.of(inputs(), people)) {
            Inputs again = Json.mapper().readValue(inputs.canonicalJson(), Inputs.class);
            assertThat(again).isEqualTo(inputs);
            assertThat(again.canonicalJson()).isEqualTo(inputs.canonicalJson());
        }
    }
}
