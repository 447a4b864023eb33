package dev.sluice.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void leavesOrdinaryTextAlone() {
        assertThat(PlainText.line("2 new: 1 secret (critical), naïve 日本 😀"))
                .isEqualTo("2 new: 1 secret (critical), naïve 日本 😀");
    }

    @Test
    void putsEverythingOnOneLine() {
        assertThat(PlainText.line(" one\r\ntwo\tthree\u2028four\u0085five  six\u00a0seven "))
                .isEqualTo("one two three four five six seven");
    }

    @Test
    void removesTerminalSequencesWhole() {
        assertThat(
                        PlainText.line(
                                "a\u001b[31;1mred\u001b[0m b\u001b]0;title\u0007c\u009b2Jd\u001bcE"))
                .isEqualTo("ared bcdE");
    }

    @Test
    void removesWhatTurnsTextAround() {
        assertThat(PlainText.line("safe\u202egpj.exe\u202c \u2066x\u2069 \u200fy\u061cz"))
                .isEqualTo("safegpj.exe x yz");
    }

    @Test
    void removesWhatNobodySees() {
        assertThat(PlainText.line("a\u0000b\u200bc\ufeffd\u00ade\udb40\udc41f\u0007g"))
                .isEqualTo("abcdefg");
    }

    @Test
    void removesHalvesOfCharacters() {
        assertThat(PlainText.line("a\ud83dz\ude00b")).isEqualTo("azb");
    }

    @Test
    void cutsNothingThatFits() {
        assertThat(PlainText.cut("12345", 5)).isEqualTo("12345");
    }

    @Test
    void cutsOneTooMany() {
        assertThat(PlainText.cut("123456", 5)).isEqualTo("1234…");
    }

    @Test
    void neverCutsACharacterInHalf() {
        assertThat(PlainText.cut("123😀56", 5)).isEqualTo("123…");
        assertThat(PlainText.cut("12😀56", 5)).isEqualTo("12😀…");
    }

    @Test
    void neverCutsWhatPeopleSeeAsOneCharacter() {
        assertThat(PlainText.cut("12e\u0301456", 4)).isEqualTo("12…");
        assertThat(PlainText.cut("ab👩‍👩‍👧‍👦 and more", 9)).isEqualTo("ab…");
        assertThat(PlainText.cut("a" + "\u0301".repeat(50), 5)).hasSize(5);
    }

    @Test
    void shortensBetweenWords() {
        assertThat(PlainText.shorten("one two three", 11)).isEqualTo("one two…");
        assertThat(PlainText.shorten("one two three", 13)).isEqualTo("one two three");
        assertThat(PlainText.shorten("one " + "x".repeat(60), 50)).hasSize(50);
    }
}
