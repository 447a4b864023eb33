package dev.sluice.policy.evaluate;

import static dev.sluice.policy.Facts.NOW;
import static dev.sluice.policy.Facts.REVISION;
import static dev.sluice.policy.Facts.described;
import static dev.sluice.policy.Facts.proposed;
import static dev.sluice.policy.Facts.scan;
import static dev.sluice.policy.Facts.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Cause;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Cvss;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.Severity;
import dev.sluice.policy.language.Answer;
import dev.sluice.policy.language.Condition;
import dev.sluice.policy.language.MatchRule;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is spared CEL is answered as CEL would, on random conditions and random findings. */
class QuestionsTest {

    private static final List<String> ATOMS =
            List.of(
                    "finding.scanner == 'dependencies'",
                    "finding.severity in ['critical', 'high']",
                    "finding.severity != 'low'",
                    "'medium' == finding.severity",
                    "finding.severityRank >= 3",
                    "2 < finding.severityRank",
                    "finding.baselineState == 'new'",
                    "finding.fixable",
                    "finding.fixable == false",
                    "finding.cvssScore >= 7",
                    "finding.cvssScore < 9.5",
                    "finding.line == 3",
                    "finding.path.startsWith('src/')",
                    "finding.path.endsWith('.java')",
                    "finding.purl.contains('log4j')",
                    "'CWE-79' in finding.cwes",
                    "finding.cause in ['', 'advisory']",
                    "change.draft",
                    "change.baseRef == 'main'",
                    "'urgent' in change.labels",
                    "change.commits > 0",
                    "finding.path.matches('^src/.*[.]java$')",
                    "finding.line % 2 == 0",
                    "10 / (finding.line - 3) > 1",
                    "finding.cwes.exists(c, c.startsWith('CWE-7'))",
                    "finding.path == finding.message",
                    "change.files.exists(f, f.path == finding.path)",
                    "scans.size() > 0",
                    "[finding].all(f, f.line < 4)",
                    "true",
                    "false");

    private final Random random;

    QuestionsTest() {
        this.random = new Random(20261122);
    }

    private String condition(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return ATOMS.get(random.nextInt(ATOMS.size()));
        }
        return switch (random.nextInt(4)) {
            case 0 -> "!(" + condition(depth - 1) + ")";
            case 1 ->
                    "(" + condition(depth - 1) + " ? " + condition(0) + " : " + condition(0) + ")";
            case 2 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
            default -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
        };
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Finding finding(int number) {
        BaselineState state = one(List.of(BaselineState.NEW, BaselineState.UNCHANGED));
        return new Finding(
                "dependencies",
                "CVE-" + number,
                one(List.of(Level.values())),
                one(List.of(Severity.values())),
                "src/App.java",
                new Location(
                        one(List.of("src/App.java", "src/a.js", "pom.xml")),
                        random.nextInt(6),
                        1,
                        null),
                Map.of("v1", "f" + number),
                state,
                state == BaselineState.NEW ? one(List.of(Cause.CODE, Cause.ADVISORY)) : null,
                one(List.of(List.of(), List.of("CWE-79"), List.of("CWE-20", "CWE-79"))),
                List.of(),
                random.nextBoolean() ? "pkg:maven/org.apache/log4j@2" : null,
                random.nextBoolean() ? new Cvss("3.1", "v", random.nextInt(101) / 10.0) : null,
                random.nextBoolean() ? new Fix("Update.", "3") : null,
                null);
    }

    private static Condition condition(String expression) {
        Policy policy =
                Policy.require(
                        "p.yaml",
                        """
                        apiVersion: sluice.dev/v1
                        kind: Policy
                        metadata: {name: test}
                        rules:
                          - name: a
                            deny:
                              findings: >-
                                %s
                        """
                                .formatted(expression));
        return Objects.requireNonNull(((MatchRule) policy.rules().getFirst()).findings());
    }

    @Test
    void answersAsCelDoes() {
        int spared = 0;
        ChangeDescribed description = described(REVISION, null, List.of("dependencies"));
        for (int round = 0; round < 400; round++) {
            String expression = condition(3);
            Condition condition = condition(expression);
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                findings.add(finding(i));
            }
            var inputs =
                    Inputs.of(
                            proposed(REVISION, "urgent"),
                            description,
                            scan(REVISION, "dependencies", findings.toArray(Finding[]::new)),
                            Set.of());
            List<Vocabulary.Finding> seen = findings.stream().map(Variables::finding).toList();
            Vocabulary.Change change = Variables.change(inputs, description);
            Map<String, Object> shared = Variables.shared(inputs, change, NOW);
            Questions.Series series =
                    new Questions(inputs, description, NOW, seen).about(condition);
            for (Vocabulary.Finding finding : seen) {
                assertThat(series.ask(finding))
                        .as("%s about %s", expression, finding)
                        .isEqualTo(
                                condition.ask(Variables.with(shared, Condition.FINDING, finding)));
            }
            spared += series.asked() < seen.size() ? 1 : 0;
        }
        assertThat(spared).isGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "finding.fixable && 1 / (finding.line - 1) > 0",
                "1 / (finding.line - 1) > 0 && finding.fixable"
            })
    void anAnswerThatIsCertainOutweighsAnError(String expression) {
        Condition condition = condition(expression);
        var inputs =
                Inputs.of(
                        proposed(REVISION),
                        described(REVISION, null),
                        scan(REVISION, "secrets"),
                        Set.of());
        Vocabulary.Change change = Variables.change(inputs, described(REVISION, null));
        Vocabulary.Finding unfixable =
                Variables.finding(vulnerability(Severity.LOW, BaselineState.NEW, null));
        assertThat(
                        condition.ask(
                                Variables.with(
                                        Variables.shared(inputs, change, NOW),
                                        Condition.FINDING,
                                        unfixable)))
                .isEqualTo(Answer.NO);
    }
}
