package dev.sluice.ingest.forge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

    @Test
    void holdsTheJsonInItsOnlyField() {
        assertThat(payload("payload=%7B%22a%22%3A+%22%C3%BC%22%7D")).isEqualTo("{\"a\": \"ü\"}");
    }

    @Test
    void mayLeaveTextAsItIs() {
        assertThat(payload("payload={\"a\":1}")).isEqualTo("{\"a\":1}");
        assertThat(payload("payload=")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payload",
                "Payload=%7B%7D",
                "{\"a\":1}",
                "a=1&payload=%7B%7D",
                "payload=%7B%7D&payload=%7B%7D",
                "payload=%7B%7D&",
                "payload=%7B%7",
                "payload=%",
                "payload=%7G",
                "payload=%-1",
                "payload={ }",
                "payload={}\r\n",
                "payload=ü"
            })
    void isNotWhatNoForgeSends(String form) {
        assertThat(FormBody.payload(form.getBytes(UTF_8))).isEmpty();
    }

    private static String payload(String form) {
        return new String(FormBody.payload(form.getBytes(UTF_8)).orElseThrow(), UTF_8);
    }
}
