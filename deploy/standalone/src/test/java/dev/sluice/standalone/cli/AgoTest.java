package dev.sluice.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AgoTest {

    private final Ago ago =
            new Ago(Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "45s, 2026-11-21T11:59:15Z",
        "30m, 2026-11-21T11:30:00Z",
        "24h, 2026-11-20T12:00:00Z",
        "7d,  2026-11-14T12:00:00Z"
    })
    void isAnAge(String text, Instant moment) {
        assertThat(ago.convert(text)).isEqualTo(moment);
    }

    @Test
    void isATime() {
        assertThat(ago.convert("2026-11-20T08:00:00Z"))
                .isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0h", "h", "1w", "-1h", "1 h", "yesterday", "2026-11-20", "123456h"})
    void isNothingElse(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> ago.convert(text))
                .withMessageContaining("is neither an age such as 30m");
    }
}
