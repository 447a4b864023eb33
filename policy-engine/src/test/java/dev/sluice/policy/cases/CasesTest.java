package dev.sluice.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.PolicyInForce;
import dev.sluice.policy.yaml.PolicyProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasesTest {

    private static final String HEADER =
            """
            apiVersion: sluice.dev/v1
            kind: PolicyTest
            policy: policy.yaml
            cases:
            """;

    private static Case only(String text) {
        return switch (ParsedCases.parse("c.test.yaml", HEADER + text.indent(2))) {
            case ParsedCases.Cases cases -> cases.cases().getFirst();
            case ParsedCases.Broken broken -> throw new AssertionError(broken.problems());
        };
    }

    private static List<String> problems(String text) {
        return switch (ParsedCases.parse("c", HEADER + text.indent(2))) {
            case ParsedCases.Cases _ -> List.of();
            case ParsedCases.Broken broken ->
                    broken.problems().stream().map(PolicyProblem::toString).toList();
        };
    }

    private static List<Difference> differences(String text) {
        return only(text).run(PolicyInForce.only(Policy.defaults())).differences();
    }

    private static String conditioned(String condition) {
        return """
        apiVersion: sluice.dev/v1
        kind: Policy
        metadata: {name: test}
        rules:
          - name: a
            deny:
              when: >-
                %s
        """
                .formatted(condition);
    }

    @Test
    void aCaseThatSaysNothingPasses() {
        assertThat(differences("- {name: a, expect: {verdict: pass}}")).isEmpty();
    }

    @Test
    void comparesVerdictReasonRulesAndGaps() {
        String text =
                """
                - name: a new secret
                  findings:
                    - {scanner: secrets, path: .env}
                  expect:
                    verdict: pass
                    reason: a bomb
                    rules: {no-new-secrets: passed, scans-completed: passed, nobody: failed}
                    gaps: [the moon]
                """;
        assertThat(differences(text))
                .containsExactly(
                        new Difference(
                                "verdict",
                                "pass",
                                "fail (no-new-secrets: The change adds a secret (1 finding matches))"),
                        new Difference(
                                "reason",
                                "a bomb",
                                "no-new-secrets: The change adds a secret (1 finding matches)"),
                        new Difference(
                                "rule no-new-secrets",
                                "passed",
                                "failed (The change adds a secret (1 finding matches))"),
                        new Difference("rule nobody", "failed", "there is no such rule"),
                        new Difference("gaps", "the moon", "[]"));
    }

    /** Every fact that a case can state arrives in the field of the same name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    change: {author: eve}                      | change.author == 'eve'
                    change: {trust: untrusted, fork: true}     | change.trust == 'untrusted' && change.fork
                    change: {draft: true, labels: [b, a]}      | change.draft && change.labels == ['a', 'b']
                    change: {repository: a/b, number: 7}       | change.repository == 'a/b' && change.number == 7
                    change: {baseRef: release/1, headRef: x}   | change.baseRef == 'release/1' && change.headRef == 'x'
                    change: {kind: pushed, forced: true}       | change.kind == 'pushed' && change.forced
                    change: {files: [pom.xml], commits: 3}     | change.files[0].path == 'pom.xml' && change.commits == 3
                    change: {filesTruncated: true}             | change.filesTruncated
                    now: 2026-03-01T00:00:00Z                  | now == timestamp('2026-03-01T00:00:00Z')
                    findings: [{scanner: x, ruleId: r}]        | findings[0].scanner == 'x' && findings[0].ruleId == 'r'
                    findings: [{scanner: x, severity: low}]    | findings[0].severityRank == 2 && findings[0].baselineState == 'new'
                    findings: [{scanner: x, baselineState: unchanged}] | findings[0].baselineState == 'unchanged' && findings[0].cause == ''
                    findings: [{scanner: x, cause: advisory}]  | findings[0].cause == 'advisory'
                    findings: [{scanner: x, path: a/b, line: 3}] | findings[0].path == 'a/b' && findings[0].line == 3
                    findings: [{scanner: x, cves: [CVE-1], cwes: [CWE-2]}] | findings[0].cves == ['CVE-1'] && findings[0].cwes == ['CWE-2']
                    findings: [{scanner: x, purl: 'pkg:npm/a@1', cvssScore: 9.8}] | findings[0].purl == 'pkg:npm/a@1' && findings[0].cvssScore == 9.8
                    findings: [{scanner: x, fixedVersion: '2'}] | findings[0].fixable && findings[0].fixedVersion == '2'
                    findings: [{scanner: x, fixable: true}]    | findings[0].fixable && findings[0].fixedVersion == ''
                    findings: [{scanner: x, secretIssuer: aws}] | findings[0].secretIssuer == 'aws'
                    findings: [{scanner: x, level: note, message: m, commit: c}] | findings[0].level == 'note' && findings[0].message == 'm' && findings[0].commit == 'c'
                    findings: [{scanner: x, fingerprint: f}]   | findings[0].fingerprint == 'f'
                    scans: [{scanner: x, outcome: failed, reason: timeout}] | scans[0].outcome == 'failed' && scans[0].reason == 'timeout' && scans.size() == 1
                    scans: [{scanner: x, outcome: skipped, reason: untrusted}] | scans[0].outcome == 'skipped' && scans[0].reason == 'untrusted'
                    scans: [{scanner: x, outcome: running}]    | scans[0].outcome == 'running'
                    scans: [{scanner: x, gaps: [limit]}]       | scans[0].gaps[0].kind == 'limit'
                    scans: [{scanner: x, advisoriesKind: sample, advisoriesUpdatedAt: 2026-01-01T00:00:00Z}] | scans[0].advisoriesKind == 'sample' && scans[0].advisoriesUpdatedAt == timestamp('2026-01-01T00:00:00Z')
                    """)
    void factsArriveWhereConditionsSeeThem(String fact, String condition) {
        Case tested = only("- name: a\n  " + fact + "\n  expect: {verdict: fail}");
        Policy policy = Policy.require("p.yaml", conditioned(condition));
        assertThat(tested.run(PolicyInForce.only(policy)).differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    - {name: a}                                        | c:5:5: a case needs expect
                    - {expect: {verdict: pass}}                        | c:5:5: a case needs name
                    - {name: a, expect: {}}                            | c:5:23: expect needs verdict
                    - {name: a, expect: {verdict: maybe}}              | c:5:33: verdict is one of pass, fail, indeterminate, not maybe
                    - {name: a, expect: {verdict: pass}, waves: 1}     | c:5:40: a case has no waves, only name, now, change, scans, findings, approvals, committers, waivers, expect
                    - {name: a, expect: {verdict: pass, rules: {a: no}}} | c:5:50: a is one of passed, warned, failed, open, missing, error, not no
                    - {name: a, expect: {verdict: pass}, now: soon}    | c:5:45: now is a time such as 2026-11-21T10:30:00Z, not soon
                    - {name: a, expect: {verdict: pass}, findings: [{}]} | c:5:51: a finding needs scanner
                    - {name: a, expect: {verdict: pass}, findings: [{scanner: x, severity: hihg}]} | c:5:74: severity is one of critical, high, medium, low, info, not hihg
                    - {name: a, expect: {verdict: pass}, findings: [{scanner: x, line: -1}]} | c:5:70: line is a whole number from 0 to 1000000, not -1
                    - {name: a, expect: {verdict: pass}, findings: [{scanner: x, cvssScore: 11}]} | c:5:75: cvssScore is a number from 0.0 to 10.0, not 11
                    - {name: a, expect: {verdict: pass}, findings: [{scanner: x, secretIssuer: ''}]} | c:5:51: secret.issuer
                    - {name: a, expect: {verdict: pass}, scans: [{outcome: failed}]} | c:5:48: a scan needs scanner
                    - {name: a, expect: {verdict: pass}, scans: [{scanner: x, outcome: lost}]} | c:5:70: outcome is completed, failed, skipped or running, not lost
                    - {name: a, expect: {verdict: pass}, change: {draft: maybe}} | c:5:56: draft is true or false, not maybe
                    - {name: a, expect: {verdict: pass}, change: {repository: shop}} | c:5:61: repository is owner/name, not shop
                    - {name: a, expect: {verdict: pass}, change: {kind: odd}} | c:5:55: kind is proposed or pushed, not odd
                    """)
    void saysWhereAFileOfCasesIsWrong(String text, String problem) {
        assertThat(problems(text)).first().asString().startsWith(problem);
    }

    @Test
    void refusesFilesThatAreNone() {
        assertThat(ParsedCases.parse("c", "kind: PolicyTest\n"))
                .isEqualTo(
                        new ParsedCases.Broken(
                                "c",
                                List.of(
                                        new PolicyProblem(
                                                "c", 1, 1, "a file of cases needs apiVersion"),
                                        new PolicyProblem(
                                                "c", 1, 1, "a file of cases needs policy"),
                                        new PolicyProblem(
                                                "c", 1, 1, "a file of cases needs cases"))));
        assertThat(
                        problems(
                                "- {name: a, expect: {verdict: pass}}\n- {name: a, expect: {verdict: pass}}"))
                .containsExactly("c:6:12: case a is there twice");
        assertThat(
                        problems(
                                "- {name: a, findings: [{scanner: x}],"
                                        + " scans: [{scanner: x, outcome: failed}],"
                                        + " expect: {verdict: pass}}"))
                .containsExactly("c:5:71: scan x has findings, so it completed");
    }
}
