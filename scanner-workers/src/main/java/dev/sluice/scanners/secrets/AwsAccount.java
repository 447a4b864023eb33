package dev.sluice.scanners.secrets;

/**
 * The account in AWS access key ids given out since 2019, whose fifth character is Q or later: the
 * base-32 digits after the prefix hold it, a number of at most twelve decimal digits. Older ids
 * hold nothing that can be verified.
 */
final class AwsAccount {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private AwsAccount() {}

    static boolean accepts(String keyId) {
        if (BASE32.indexOf(keyId.charAt(4)) < BASE32.indexOf('Q')) {
            return true;
        }
        long bits = 0;
        for (int i = 4; i < 14; i++) {
            bits = bits << 5 | BASE32.indexOf(keyId.charAt(i));
        }
        long account = (bits >> 2 & 0x7FFF_FFFF_FF80L) >> 7;
        return account > 0 && account <= 999_999_999_999L;
    }
}
