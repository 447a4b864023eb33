package dev.sluice.scanners.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretRulesTest {

    private static final Engine ALL = Fixtures.engine();

    static Stream<SecretRule> rules() {
        return SecretRules.bundled().list().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsEveryExampleOnceAndNoOtherRuleDoes(SecretRule rule) {
        for (String example : Fixtures.found(rule)) {
            assertThat(ALL.scan(Fixtures.utf8(example)).sightings())
                    .as(example)
                    .extracting(sighting -> sighting.rule().id())
                    .containsExactly(rule.id());
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void passesEveryNearMiss(SecretRule rule) {
        var alone = new Engine(List.of(rule), Fixtures.KEY, ScanLimits.DEFAULT);

        for (String nearMiss : Fixtures.notFound(rule)) {
            assertThat(alone.scan(Fixtures.utf8(nearMiss)).sightings()).as(nearMiss).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsTheSameInTheMiddleOfCode(SecretRule rule) {
        for (String example : Fixtures.found(rule)) {
            String code = "int a = 1;\n\t" + example + "\nint b = 2;\n";
            assertThat(ALL.scan(Fixtures.utf8(code)).sightings())
                    .as(code)
                    .extracting(sighting -> sighting.rule().id())
                    .containsExactly(rule.id());
        }
    }

    @Test
    void rulesThatSayTheyStartWithAKeywordDo() {
        for (byte[] content : SeededFiles.of(SecretRules.bundled(), 5, 200)) {
            rules().filter(SecretRule::keywordFirst)
                    .forEach(rule -> {
                        Matcher match = rule.expression().matcher(new String(content, ISO_8859_1));
                        while (match.find()) {
                            String text = match.group().toLowerCase(Locale.ROOT);
                            assertThat(rule.keywords()).as(rule.id()).anyMatch(text::startsWith);
                        }
                    });
        }
    }

    @Test
    void coversAtLeastAHundredIssuers() {
        assertThat(rules().map(SecretRule::issuer).distinct()).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void knowsPublishedExamplesOfAws() {
        String documentation =
                """
                aws_access_key_id = AKIAIOSFODNN7EXAMPLE
                aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
                """;

        assertThat(ALL.scan(Fixtures.utf8(documentation)).sightings()).isEmpty();
    }

    @Test
    void knowsTheKeyOfTheAzureStorageEmulator() {
        String emulator =
                "AccountName=devstoreaccount1;AccountKey="
                        + "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6"
                        + "IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

        assertThat(ALL.scan(Fixtures.utf8(emulator)).sightings()).isEmpty();
    }
}
