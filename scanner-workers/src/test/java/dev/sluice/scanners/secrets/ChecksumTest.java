package dev.sluice.scanners.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {

    /**
     * A token that is all over the web, in two parts so that nobody takes it for a leak of ours.
     */
    private static final String PUBLISHED = "ghp_zQWBuTSOoRi4A9spHcVY" + "5ncnsDkxkJ0mLq17";

    @Test
    void acceptsAPublishedToken() {
        assertThat(Checksum.CRC32_BASE62.accepts(PUBLISHED)).isTrue();
    }

    @Test
    void refusesEveryTokenWithOneOtherCharacter() {
        for (int i = 4; i < PUBLISHED.length(); i++) {
            char other = PUBLISHED.charAt(i) == 'a' ? 'b' : 'a';
            String token = PUBLISHED.substring(0, i) + other + PUBLISHED.substring(i + 1);

            assertThat(Checksum.CRC32_BASE62.accepts(token)).as(token).isFalse();
        }
    }

    @Test
    void writesLeadingZeros() {
        assertThat(Crc32Sum.base62(0)).isEqualTo("000000");
        assertThat(Crc32Sum.base62(61)).isEqualTo("00000z");
        assertThat(Crc32Sum.base62(0xFFFF_FFFFL)).isEqualTo("4gfFC3");
    }

    @Test
    void readsTheAccountOutOfAnAwsKeyId() {
        assertThat(Checksum.AWS_ACCOUNT.accepts("AKIA" + "QAAAAAAA" + "AAAAAAAA")).isFalse();
        assertThat(Checksum.AWS_ACCOUNT.accepts("AKIA" + "QYLPMN5H" + "HFPZ6Q2X")).isTrue();
        assertThat(Checksum.AWS_ACCOUNT.accepts("AKIA" + "77777777" + "77777777")).isFalse();
    }

    @Test
    void acceptsOldAwsKeyIds() {
        assertThat(Checksum.AWS_ACCOUNT.accepts("AKIA" + "IOSFODNN" + "7ABCDEFG")).isTrue();
    }

    /** For each checksum a value that passes, and where in it a change must be noticed. */
    @ParameterizedTest
    @CsvSource({
        "CRC32_HEX, <grafana:32>, 0",
        "GITLAB_ROUTABLE, <gitlab:27>, 0",
        "BECH32, <age:52>, 16",
        "MACAROON, <pypi:36>, 5",
    })
    void acceptsTheIssuersValuesAndNotThoseOfOtherLength(
            Checksum checksum, String template, int body) {
        for (long seed = 0; seed < 50; seed++) {
            String value = ExampleTemplate.expand(template, seed);
            String shorter = value.substring(0, body + 1) + value.substring(body + 2);

            assertThat(checksum.accepts(value)).as(value).isTrue();
            assertThat(checksum.accepts(shorter)).as(shorter).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"CRC32_HEX, <grafana:32>", "GITLAB_ROUTABLE, <gitlab:27>", "BECH32, <age:52>"})
    void refusesEveryValueWithOneOtherCharacter(Checksum checksum, String template) {
        String value = ExampleTemplate.expand(template, 1);
        for (int i = 16; i < value.length(); i++) {
            if (Character.isLetterOrDigit(value.charAt(i))) {
                char other = value.charAt(i) == 'Q' ? 'P' : 'Q';
                String changed = value.substring(0, i) + other + value.substring(i + 1);

                assertThat(checksum.accepts(changed)).as(changed).isFalse();
            }
        }
    }

    @Test
    void takesGitLabTokensWithoutAChecksumAsTheyAre() {
        assertThat(Checksum.GITLAB_ROUTABLE.accepts("glpat-" + "a1b2c3d4e5f6g7h8i9j0")).isTrue();
    }

    /** The example of BIP 173 for the longest and the shortest prefix, among others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A12UEL5L",
                "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
                "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
            })
    void acceptsPublishedBech32(String value) {
        assertThat(Checksum.BECH32.accepts(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8"})
    void refusesInvalidBech32(String value) {
        assertThat(Checksum.BECH32.accepts(value)).isFalse();
    }

    @Test
    void readsNumbersAndObjectsInBase64() {
        String number = Base64.getEncoder().encodeToString("123456789012345678".getBytes(UTF_8));
        String text = Base64.getEncoder().encodeToString("12345678901234567x".getBytes(UTF_8));
        String object = Base64.getEncoder().encodeToString("{\"a\":1}".getBytes(UTF_8));
        String list = Base64.getEncoder().encodeToString("[1]".getBytes(UTF_8));

        assertThat(Checksum.DISCORD_ID.accepts(number + ".a.b")).isTrue();
        assertThat(Checksum.DISCORD_ID.accepts(text + ".a.b")).isFalse();
        assertThat(Checksum.JSON_BODY.accepts("glc_" + object)).isTrue();
        assertThat(Checksum.JSON_BODY.accepts("sntrys_" + object + "_x")).isTrue();
        assertThat(Checksum.JSON_BODY.accepts("glc_" + list)).isFalse();
        assertThat(Checksum.JSON_BODY.accepts("glc_" + object.substring(2))).isFalse();
    }
}
