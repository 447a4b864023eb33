package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No bundled rule can be made to work long by what somebody commits; steps count, not time. */
class StepsTest {

    private static final int SIZE = 50_000;

    static Stream<SecretRule> rules() {
        return SecretRules.bundled().list().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleEndsWithinItsStepsOnBait(SecretRule rule) {
        var engine = new Engine(List.of(rule), Fixtures.KEY, ScanLimits.DEFAULT);

        for (String bait : baits(rule)) {
            byte[] content = bait.repeat(SIZE / bait.length() + 1).getBytes(StandardCharsets.UTF_8);
            assertThat(engine.scan(content).stopped()).as(bait).isEmpty();
        }
    }

    @Test
    void aRuleThatWorksTooLongIsStoppedAndNamed() {
        SecretRules rules =
                SecretRules.parse(
                        "bait.yaml",
                        RuleReaderTest.rule("'(?:t|t)[a-z]{0,300}[a-z]{0,300}[a-z]{0,300}!'"));
        var engine = new Engine(rules.list(), Fixtures.KEY, ScanLimits.DEFAULT);

        FileReport report = engine.scan("token".repeat(2000).getBytes(StandardCharsets.UTF_8));

        assertThat(report.stopped()).containsExactly("a-rule");
        assertThat(report.sightings()).isEmpty();
    }

    /** Repetitions of what makes the rule look, and of texts that nearly match. */
    private static List<String> baits(SecretRule rule) {
        var baits = new ArrayList<>(rule.keywords());
        for (String keyword : rule.keywords()) {
            baits.add(keyword + "a");
            baits.add(keyword + "0 ");
            baits.add(keyword + "A".repeat(40));
            baits.add(keyword + "=\" ");
        }
        for (String example : Fixtures.found(rule)) {
            for (int cut : new int[] {1, 2, 5, 20}) {
                baits.add(example.substring(0, Math.max(1, example.length() - cut)));
                baits.add(example.substring(0, Math.max(1, example.length() / cut)));
            }
        }
        var random = new Random(rule.id().hashCode());
        for (int i = 0; i < 8; i++) {
            baits.add(mixed(List.copyOf(baits), random));
        }
        return baits;
    }

    /** Pieces of baits in an order that only chance thinks of. */
    private static String mixed(List<String> baits, Random random) {
        var text = new StringBuilder();
        while (text.length() < 400) {
            String bait = baits.get(random.nextInt(baits.size()));
            int from = random.nextInt(bait.length());
            text.append(bait, from, from + 1 + random.nextInt(bait.length() - from));
            text.append(" =\"'a0A-_/.:".charAt(random.nextInt(12)));
        }
        return text.toString();
    }
}
