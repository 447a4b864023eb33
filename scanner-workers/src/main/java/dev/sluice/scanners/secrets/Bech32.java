package dev.sluice.scanners.secrets;

import java.util.Locale;

/** Bech32 (BIP 173), whose last six characters are a checksum over all others. */
final class Bech32 {

    static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private static final int SUM = 6;
    private static final int[] GENERATOR = {
        0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
    };

    private Bech32() {}

    static boolean accepts(String value) {
        String text = value.toLowerCase(Locale.ROOT);
        int separator = text.lastIndexOf('1');
        if (separator < 1 || text.length() - separator - 1 < SUM) {
            return false;
        }
        int sum = start(text.substring(0, separator));
        for (int i = separator + 1; i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                return false;
            }
            sum = step(sum, digit);
        }
        return sum == 1;
    }

    /** The characters that make a value of what is given, in lower case. */
    static String sum(String prefix, String digits) {
        int sum = start(prefix);
        for (int i = 0; i < digits.length(); i++) {
            sum = step(sum, DIGITS.indexOf(digits.charAt(i)));
        }
        for (int i = 0; i < SUM; i++) {
            sum = step(sum, 0);
        }
        sum ^= 1;
        var text = new StringBuilder(SUM);
        for (int i = SUM - 1; i >= 0; i--) {
            text.append(DIGITS.charAt((sum >> (5 * i)) & 31));
        }
        return text.toString();
    }

    private static int start(String prefix) {
        int sum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) >> 5);
        }
        sum = step(sum, 0);
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) & 31);
        }
        return sum;
    }

    private static int step(int sum, int digit) {
        int next = (sum & 0x1ffffff) << 5 ^ digit;
        for (int bit = 0; bit < GENERATOR.length; bit++) {
            next ^= (sum >> (25 + bit) & 1) == 1 ? GENERATOR[bit] : 0;
        }
        return next;
    }
}
