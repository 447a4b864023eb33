package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "glpat-xxxxxxxxxxxxxxxxxxxx",
                "sk_live_your_key_goes_here",
                "hf_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "changeme",
                "postgres",
                "Password",
                "dapi01234567890123456789012345678901",
                "****************",
                "sk-ant-api03-...",
            })
    void knowsMadeUpValues(String value) {
        assertThat(Values.isMadeUp(value)).isTrue();
    }

    @Test
    void takesRandomValuesForReal() {
        for (long seed = 0; seed < 20_000; seed++) {
            String value = ExampleTemplate.expand("<base62:40>", seed);
            assertThat(Values.isMadeUp(value)).as(value).isFalse();
        }
    }

    @Test
    void doesNotJudgeLongValuesByAFewCharacters() {
        assertThat(Values.isMadeUp("A".repeat(257))).isFalse();
    }

    @Test
    void measuresEntropyInBitsPerCharacter() {
        assertThat(Values.entropy("aaaa")).isZero();
        assertThat(Values.entropy("abab")).isEqualTo(1, within(1e-9));
        assertThat(Values.entropy("abcdefgh")).isEqualTo(3, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct-horse-battery-staple",
                "CorrectHorseBattery1",
                "TOKEN_KIND_IDENTIFIER_2",
                "request.getParameter1",
                "test-k3j9x7q2w8z5",
                "hunter2-k3j9x7q2",
                "00000000000012",
                "onlylettersqxzjkv",
            })
    void seesWhatCanBeRead(String value) {
        assertThat(Values.looksRandom(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<base62:24>", "<base36:32>", "<hex:32>", "<base64:40>"})
    void seesNearlyAllRandomValues(String template) {
        long seen =
                LongStream.range(0, 1000)
                        .filter(seed -> Values.looksRandom(ExampleTemplate.expand(template, seed)))
                        .count();

        assertThat(seen).isGreaterThan(940);
    }
}
