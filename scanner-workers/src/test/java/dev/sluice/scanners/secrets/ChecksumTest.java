package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
        assertThat(Checksum.base62(0)).isEqualTo("000000");
        assertThat(Checksum.base62(61)).isEqualTo("00000z");
        assertThat(Checksum.base62(0xFFFF_FFFFL)).isEqualTo("4gfFC3");
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
}
