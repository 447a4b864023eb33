package dev.sluice.ingest.webhooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.wire.Json;
import dev.sluice.ingest.forge.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"repository\":{\"id\":7}}",
                "{\"a\":{\"repository\":{\"id\":1}},\"repository\":{\"name\":\"x\",\"id\":7},\"b\":1}",
                "{\"repository\":{\"owner\":{\"id\":1},\"id\":7,\"tags\":[{\"id\":2}]}}",
                "{\"\\u0072epository\":{\"id\":7}}",
                " {\"repository\" : {\"id\" : 7} } \n"
            })
    void picksTheRepositoryOfTheOutermostObject(String json) {
        assertThat(read(json)).isEqualTo(new Envelope.Opened(7L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"repository\":null}", "{\"repository\":{}}", "{\"a\":{\"id\":7}}"})
    void takesWhatNamesNoRepository(String json) {
        assertThat(read(json)).isEqualTo(new Envelope.Opened(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"repository\":{\"id\":7},\"repository\":{\"id\":7}}",
                "{\"repository\":null,\"repository\":{\"id\":7}}",
                "{\"repository\":{\"id\":7,\"id\":8}}",
                "{\"repository\":{\"id\":7},\"\\u0072epository\":{\"id\":8}}",
                "{\"repository\":7}",
                "{\"repository\":[{\"id\":7}]}",
                "{\"repository\":{\"id\":\"7\"}}",
                "{\"repository\":{\"id\":7.0}}",
                "{\"repository\":{\"id\":0}}",
                "{\"repository\":{\"id\":-7}}",
                "{\"repository\":{\"id\":null}}",
                "{\"repository\":{\"id\":{\"id\":7}}}",
                "{\"repository\":{\"id\":9223372036854775808}}"
            })
    void refusesARepositoryThatIsNotOneNumber(String json) {
        assertThat(read(json)).isEqualTo(new Envelope.Refused(Refusal.AMBIGUOUS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "\"a\"",
                "{",
                "{\"a\":1",
                "{\"a\":1}}",
                "{}{}",
                "{} x",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{} // x",
                "payload=%7B%7D",
                "<html>",
                "{\"a\":tru}",
                " "
            })
    void refusesWhatIsNotOneJsonObject(String json) {
        assertNotJson(read(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0000",
                "\\ud83d",
                "\\ude00",
                "\\ud83dx",
                "\\ud83d\\n",
                "\\ud83d\\ud83d",
                "\\ude00\\ud83d",
                "\\uD83D😀",
                "\\ud83d\\u0041"
            })
    void refusesEscapesThatStandForNoCharacter(String text) {
        assertNotJson(read("{\"a\":\"" + text + "\"}"));
        assertNotJson(read("{\"" + text + "\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0001",
                "\\ud83d\\ude00",
                "\\uD83D\\uDE00x",
                "😀",
                "\\\\ud83d",
                "\\\\u0000",
                "\\\"",
                "\\uFFFD"
            })
    void takesEscapesThatDo(String text) {
        assertThat(read("{\"a\":\"" + text + "\"}")).isEqualTo(new Envelope.Opened(null));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertNotJson(Envelope.read("{\"a\":\"ü\"}".getBytes(ISO_8859_1)));
        assertNotJson(Envelope.read("{\"a\":\"ü\"}".getBytes(UTF_16)));
        assertNotJson(Envelope.read("{\"a\":\"\u00c0\u0080\"}".getBytes(ISO_8859_1)));
        assertNotJson(Envelope.read("{\"a\":\"\u00ed\u00a0\u0080\"}".getBytes(ISO_8859_1)));
        assertNotJson(Envelope.read("{}\u00c3".getBytes(ISO_8859_1)));
    }

    /** Bytes are looked at eight at a time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17})
    void findsWhatIsNotStrictWhereverItStands(int before) {
        for (int after = 0; after < 9; after++) {
            String pattern = "{\"" + "a".repeat(before) + "%s" + "b".repeat(after) + "\":1}";

            for (String bad : List.of("\0", "\\u0000", "\\ud800", "\\udc00", "\u00ff")) {
                assertNotJson(Envelope.read(pattern.formatted(bad).getBytes(ISO_8859_1)));
            }
            for (String good : List.of("", "\u00fc", "\ud83d\ude00", "\\n", "\\u00fc")) {
                assertThat(Envelope.read(pattern.formatted(good).getBytes(UTF_8)))
                        .isEqualTo(new Envelope.Opened(null));
            }
        }
    }

    @Test
    void refusesAByteOrderMarkAndABareNul() {
        assertNotJson(read("\uFEFF{}"));
        assertNotJson(read("{\"a\":\"\u0000\"}"));
        assertNotJson(read("{}\u0000"));
    }

    @Test
    void boundsTheDepth() {
        assertThat(read(nested(Json.MAX_DEPTH))).isEqualTo(new Envelope.Opened(null));
        assertNotJson(read(nested(Json.MAX_DEPTH + 1)));
        assertNotJson(read(nested(100_000)));
    }

    @Test
    void boundsNumbers() {
        String longest = "1".repeat(Json.MAX_NUMBER_DIGITS);

        assertThat(read("{\"a\":" + longest + "}")).isEqualTo(new Envelope.Opened(null));
        assertNotJson(read("{\"a\":" + longest + "1}"));
        assertNotJson(read("{\"repository\":{\"id\":" + longest + "1}}"));
    }

    @Test
    void takesATextOfAWholeDelivery() {
        assertThat(read("{\"a\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}"))
                .isEqualTo(new Envelope.Opened(null));
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    private static Envelope read(String json) {
        return Envelope.read(json.getBytes(UTF_8));
    }

    private static void assertNotJson(Envelope envelope) {
        assertThat(envelope).isEqualTo(new Envelope.Refused(Refusal.NOT_JSON));
    }
}
