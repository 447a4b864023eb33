package dev.sluice.policy.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.policy.yaml.PolicyProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    private static final String HEADER =
            """
            apiVersion: sluice.dev/v1
            kind: Policy
            metadata:
              name: test
            rules:
            """;

    private static List<String> problems(String text) {
        return switch (Policy.parse("p.yaml", text)) {
            case Policy _ -> List.of();
            case BrokenPolicy broken ->
                    broken.problems().stream().map(PolicyProblem::toString).toList();
        };
    }

    private static String policy(String rules) {
        return HEADER + rules.indent(2);
    }

    /** A rule whose CEL expression starts at 8:17, behind {@code findings: }. */
    private static String denying(String expression) {
        return policy("- name: rule\n  deny:\n    findings: " + expression + "\n");
    }

    @Test
    void readsTheDefaultPolicy() {
        assertThat(Policy.defaults().rules())
                .extracting(Rule::name)
                .containsExactly(
                        "no-new-secrets",
                        "no-new-severe-findings-with-a-fix",
                        "new-severe-findings-without-a-fix",
                        "other-new-findings",
                        "scans-completed");
    }

    @Test
    void readsEveryKindOfRule() {
        var policy =
                Policy.require(
                        "p.yaml",
                        policy(
                                """
                                - name: a
                                  deny:
                                    findings: finding.severityRank >= 4
                                    when: change.baseRef == 'main' && findings.size() > 0
                                  scans: [sast]
                                  whenMissing: open
                                  message: Too much.
                                  remediation: Less.
                                - name: b
                                  warn: {when: 'change.files.exists(f, f.path.startsWith(".github/"))'}
                                - name: c
                                  require: [secrets]
                                """));
        assertThat(policy.rules()).hasSize(3);
        assertThat(policy.rules().getFirst().whenMissing()).isEqualTo(WhenMissing.OPEN);
        assertThat(policy.rules().getLast().whenMissing()).isEqualTo(WhenMissing.CLOSED);
    }

    static Stream<Arguments> places() {
        return Stream.of(
                place("finding.severty == 'x'", "8:24: undefined field 'severty'"),
                place("'finding.severty == 1'", "8:25: undefined field 'severty'"),
                place("\"finding.severty == 1\"", "8:25: undefined field 'severty'"),
                place("'finding.path == ''a'' && x'", "8:43: undeclared reference to 'x'"),
                place("\"finding.path == \\\"a\\\" && x\"", "8:43: undeclared reference to 'x'"),
                place("\"finding.path == '\\u00e9' && x\"", "8:46: undeclared reference to 'x'"),
                place("finding.path == '😀' && x", "8:40: undeclared reference to 'x'"),
                place("finding.path == 'a'\n        && x", "9:14: undeclared reference to 'x'"),
                place(
                        "|\n      finding.path == 'a'\n      && x",
                        "10:12: undeclared reference to 'x'"),
                place(
                        "|-\n\n      finding.path == 'a' &&\n        x",
                        "11:11: undeclared reference to 'x'"),
                place(
                        ">-  # folded\n      finding.path == 'a'\n      && x",
                        "10:12: undeclared reference to 'x'"),
                place(
                        ">\n      finding.path == 'a'\n\n      && x",
                        "11:12: undeclared reference to 'x'"),
                place(
                        "\"finding.path == 'a' \\\n        && x\"",
                        "9:14: undeclared reference to 'x'"),
                place("1", "8:17: expected type 'bool' but found 'int'"),
                place("findings.size() > 0", "8:17: undeclared reference to 'findings'"),
                place(
                        "finding.severity == 'hihg'",
                        "8:37: 'hihg' is none of critical, high, info, low, medium, unknown"),
                place(
                        "finding.severity in ['high', 'mid']",
                        "8:46: 'mid' is none of critical, high, info, low, medium, unknown"),
                place(
                        "scans.exists(s, s.outcome != 'done')",
                        "8:46: 'done' is none of completed, failed, running, skipped"));
    }

    private static Arguments place(String expression, String problem) {
        return Arguments.of(expression, "p.yaml:" + problem);
    }

    @ParameterizedTest
    @MethodSource("places")
    void namesThePlaceInTheFile(String expression, String problem) {
        assertThat(problems(denying(expression))).containsExactly(problem);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void saysWhatIsWrongWithTheText(String text, List<String> problems) {
        assertThat(problems(text)).isEqualTo(problems);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                text("", "1:1: the file is empty"),
                text("# nothing\n", "1:1: the file is empty"),
                text("- a\n", "1:1: a policy is a mapping of keys to values"),
                text(
                        "a: [\n",
                        "2:1: not YAML: expected the node content, but found '<stream end>'"),
                text("a: b\n  c: d\n", "2:4: not YAML: mapping values are not allowed here"),
                text("a: \u0007\n", "1:4: not YAML: a character that is not allowed"),
                text("a: b\n---\nc: d\n", "2:1: not YAML: but found another document"),
                text(
                        "kind: Policy\n",
                        "1:1: a policy needs apiVersion",
                        "1:1: a policy needs metadata",
                        "1:1: a policy needs rules"),
                text(
                        policy("- {name: a, require: [secrets]}").replace("dev/v1", "dev/v9"),
                        "1:13: apiVersion is sluice.dev/v1, not sluice.dev/v9"),
                text(
                        policy("- {name: a, require: [secrets]}").replace("Policy", "Polcy"),
                        "2:7: kind is Policy, not Polcy"),
                text(
                        policy("- {name: a, require: [secrets]}").replace("name: test", "name: 5"),
                        "4:9: name is a text; put 5 in quotes to make it one"),
                text(HEADER.replace("rules:", "rules: []"), "5:8: rules is empty"),
                text(HEADER.replace("rules:", "rules: {}"), "5:8: rules is a list"),
                text(policy("- 5"), "6:5: a rule is a mapping of keys to values"),
                text(
                        policy("- name: a\n  dney: {when: 'true'}"),
                        "6:5: a rule has one of deny, warn, require and requireApproval, this one has 0",
                        "7:5: a rule has no dney, only name, deny, warn, require,"
                                + " requireApproval, appliesTo, scans, whenMissing, message,"
                                + " remediation, owners, dryRun, replaceable"),
                text(
                        policy("- name: a\n  deny: {when: 'true'}\n  warn: {when: 'true'}"),
                        "6:5: a rule has one of deny, warn, require and requireApproval, this one has 2"),
                text(
                        policy("- {name: a, require: [x]}\n- {name: a, require: [y]}"),
                        "7:12: rule a is there twice"),
                text(policy("- name: a\n  name: b\n  require: [x]"), "7:5: name is there twice"),
                text(
                        policy("- name: a b\n  require: [x]"),
                        "6:11: name has letters, digits, dots, hyphens and underscores, at most 100"),
                text(policy("- name: a\n  require: x"), "7:14: require is a list"),
                text(policy("- name: a\n  require: []"), "7:14: require is empty"),
                text(
                        policy("- name: a\n  require: [x]\n  scans: [y]"),
                        "8:12: require names its scans itself"),
                text(
                        policy("- name: a\n  require: [x]\n  whenMissing: ajar"),
                        "8:18: whenMissing is closed or open, not ajar"),
                text(
                        policy("- name: a\n  deny: {finding: 'true'}"),
                        "7:11: give findings, when or both",
                        "7:12: deny has no finding, only findings, when"),
                text(
                        policy("- name: a\n  deny: {findings: [x]}"),
                        "7:22: findings is a single value"),
                text(
                        policy("- name: a\n  require: [x]\n  message: '  '"),
                        "8:14: message is empty"),
                text(
                        policy("- name: a\n  require: [x]\n  message: yes"),
                        "8:14: message is a text; put yes in quotes to make it one"),
                text(
                        policy("- name: a\n  require: &x [y]\n- name: b\n  require: *x"),
                        "7:14: anchors and aliases are not allowed"),
                text(
                        policy("- name: a\n  require: !!java.util.ArrayList [y]"),
                        "7:14: not YAML: Global tag is not allowed: tag:yaml.org,2002:java.util.ArrayList"),
                text(policy("- name: !!str a\n  require: [y]"), "6:11: tags are not allowed"));
    }

    private static Arguments text(String text, String... problems) {
        return Arguments.of(text, Stream.of(problems).map(p -> "p.yaml:" + p).toList());
    }

    @Test
    void stopsABillionLaughsBeforeTheyAreCounted() {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(problems(bomb.toString())).isNotEmpty();
    }

    @Test
    void stopsWhatIsTooDeepOrTooLarge() {
        assertThat(problems("[".repeat(5_000)).getFirst())
                .startsWith("p.yaml:1:1: not YAML: Nesting Depth exceeded max");
        assertThat(problems("#".repeat(200_001)))
                .containsExactly(
                        "p.yaml:1:1: a policy has at most 200000 characters, this one has 200001");
        assertThat(problems(denying("true && ".repeat(2_000) + "true")))
                .singleElement()
                .asString()
                .startsWith("p.yaml:8:17: ");
        assertThat(problems(denying("(".repeat(300) + "true" + ")".repeat(300)))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void countsLinesAsEditorsDo(String lineEnd) {
        String text = "\uFEFF" + denying(">-\n      true\n      && x").replace("\n", lineEnd);
        assertThat(problems(text)).containsExactly("p.yaml:10:12: undeclared reference to 'x'");
    }

    @Test
    void collectsEveryProblem() {
        String text =
                policy(
                        """
                        - name: a
                          deny: {findings: finding.a == 1}
                        - name: b
                          warn: {when: change.b}
                        - name: c
                        """);
        assertThat(problems(text))
                .containsExactly(
                        "p.yaml:7:29: undefined field 'a'",
                        "p.yaml:9:24: undefined field 'b'",
                        "p.yaml:10:5: a rule has one of deny, warn, require and requireApproval,"
                                + " this one has 0");
    }

    @Test
    void throwsAllProblemsWhereItHasToBeAPolicy() {
        assertThatThrownBy(() -> Policy.require("p.yaml", "kind: Policy\nrules: 5\n"))
                .isInstanceOf(BrokenPolicyException.class)
                .hasMessage(
                        """
                        p.yaml:1:1: a policy needs apiVersion
                        p.yaml:1:1: a policy needs metadata
                        p.yaml:2:8: rules is a list\
                        """);
    }

    @Test
    void distinguishesPoliciesByTheirText() {
        String text = policy("- {name: a, require: [secrets]}");
        assertThat(Policy.parse("p", text).digest())
                .isEqualTo(Policy.parse("q", text).digest())
                .isNotEqualTo(Policy.parse("p", text + "#").digest());
    }
}
