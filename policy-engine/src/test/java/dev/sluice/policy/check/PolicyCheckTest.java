package dev.sluice.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.language.Policy;
import dev.sluice.policy.yaml.PolicyProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCheckTest {

    private static final String HEADER =
            """
            apiVersion: sluice.dev/v1
            kind: Policy
            metadata: {name: test}
            rules:
            """;

    private static String[] warnings(String... rules) {
        String text = HEADER + String.join("\n", rules).indent(2);
        return PolicyCheck.warnings(Policy.require("p.yaml", text)).stream()
                .map(PolicyProblem::toString)
                .toArray(String[]::new);
    }

    private static String rule(String name, String kind, String condition) {
        return "- {name: %s, %s: {findings: \"%s\"}}".formatted(name, kind, condition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "finding.severity == 'high' && finding.severity == 'low'",
                "finding.severityRank >= 5 && finding.severity in ['high', 'low']",
                "finding.severityRank > 5",
                "finding.fixable && !finding.fixable",
                "finding.line > 5 && finding.line < 5",
                "finding.cvssScore >= 9.0 && finding.cvssScore < 7.0",
                "finding.path == 'a.java' && finding.path.endsWith('.js')",
                "'CVE-1' in finding.cves && !('CVE-1' in finding.cves)",
                "finding.scanner == 'secrets' && !(finding.scanner in ['secrets', 'sast'])",
                "10 / finding.line > 1 && !(10 / finding.line > 1)",
                "change.kind == 'proposed' && change.kind == 'pushed'",
                "false"
            })
    void findsARuleThatCanNeverMatch(String condition) {
        assertThat(warnings(rule("a", "deny", condition)))
                .containsExactly(
                        "p.yaml:5:5: rule a can never match: its conditions exclude each other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "finding.severity == 'high' || finding.severity == 'low'",
                "finding.line >= 5 && finding.line <= 5",
                "finding.path.startsWith('a') && finding.path.endsWith('b')",
                "finding.path != 'a' && finding.path.startsWith('a')",
                "finding.ruleId != finding.scanner && finding.scanner == 'x'",
                "10 / finding.line > 1 && 9 / finding.line > 1",
                "true"
            })
    void saysNothingOfWhatMayMatch(String condition) {
        assertThat(warnings(rule("a", "deny", condition))).isEmpty();
    }

    @Test
    void looksAtBothConditionsOfARuleTogether() {
        assertThat(warnings("- {name: a, deny: {when: change.draft, findings: '!change.draft'}}"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"deny, deny, denies", "deny, warn, denies", "warn, warn, warns about"})
    void findsARuleThatAnotherOneCovers(String wide, String narrow, String verb) {
        assertThat(
                        warnings(
                                rule(
                                        "narrow",
                                        narrow,
                                        "finding.severity == 'high' && finding.fixable"),
                                rule("wide", wide, "finding.severityRank >= 4")))
                .containsExactly(
                        "p.yaml:5:5: rule narrow adds nothing: whatever it matches, rule wide "
                                + verb
                                + " already");
    }

    @Test
    void namesOnlyTheLaterOfTwoThatSayTheSame() {
        assertThat(
                        warnings(
                                rule("a", "deny", "finding.severityRank >= 4"),
                                rule("b", "deny", "finding.severity in ['critical', 'high']")))
                .containsExactly(
                        "p.yaml:6:5: rule b adds nothing: whatever it matches, rule a denies already");
    }

    @Test
    void aRuleThatDemandsMoreIsNotCovered() {
        assertThat(warnings(rule("a", "warn", "true"), rule("b", "deny", "finding.fixable")))
                .isEmpty();
        assertThat(
                        warnings(
                                rule("a", "deny", "true"),
                                "- {name: b, warn: {findings: 'true'}, scans: [sast]}"))
                .isEmpty();
        assertThat(warnings(rule("a", "deny", "true"), "- {name: b, deny: {when: change.draft}}"))
                .isEmpty();
        assertThat(
                        warnings(
                                "- {name: a, require: [secrets, sast], whenMissing: open}",
                                "- {name: b, require: [secrets]}"))
                .isEmpty();
    }

    @Test
    void findsAScanThatIsRequiredTwice() {
        assertThat(
                        warnings(
                                "- {name: a, require: [secrets, sast]}",
                                "- {name: b, require: [secrets], whenMissing: open}"))
                .containsExactly(
                        "p.yaml:6:5: rule b adds nothing: whatever it matches, rule a requires already");
    }

    @Test
    void hasNothingAgainstTheDefaultPolicy() {
        assertThat(PolicyCheck.warnings(Policy.defaults())).isEmpty();
    }

    @Test
    void doesNotLookAtMoreWorldsThanItHasTimeFor() {
        var condition = new StringBuilder("finding.fixable && !finding.fixable");
        for (int i = 0; i < 40; i++) {
            condition.append(" && 1 / finding.line == ").append(i);
        }
        assertThat(warnings(rule("a", "deny", condition.toString()))).isEmpty();
    }
}
