package dev.sluice.scanners.submitted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    private static final char ESCAPE = 27;

    @Test
    void takesTerminalSequencesAndControlCharactersOut() {
        String text =
                ESCAPE + "[31mred" + ESCAPE + "[0m\u0007 " + ESCAPE + "]0;title\u0007x\u0000y";

        assertThat(PlainText.line(text, 100)).isEqualTo("red x y");
    }

    @Test
    void takesOutWhatTurnsOrHidesText() {
        assertThat(PlainText.line("a\u202Eb\u2066c\u200Bd\uFEFFe\uD800f", 100)).isEqualTo("abcdef");
    }

    @Test
    void makesOneLine() {
        assertThat(PlainText.line("  a\r\n\tb\u2028c\u0085d ", 100)).isEqualTo("a b c d");
    }

    @Test
    void leavesMarkupToWhoeverShowsIt() {
        assertThat(PlainText.line("<b>@everyone</b> [x](javascript:1)", 100))
                .isEqualTo("<b>@everyone</b> [x](javascript:1)");
    }

    @Test
    void cutsWithoutCuttingACharacterInTwo() {
        assertThat(PlainText.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(PlainText.line("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(PlainText.line("abcd😀fg", 6)).isEqualTo("abcd…");
    }

    @Test
    void saysThatSomethingIsMissingEvenWhereTheBeginningIsBlank() {
        assertThat(PlainText.line(" ".repeat(1000) + "x", 10)).isEqualTo("…");
        assertThat(PlainText.lineOr(" \n", 10, "otherwise")).isEqualTo("otherwise");
    }
}
