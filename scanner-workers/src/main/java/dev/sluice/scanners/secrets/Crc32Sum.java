package dev.sluice.scanners.secrets;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Values that end in the CRC-32 of what is before. */
final class Crc32Sum {

    private static final String BASE62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Crc32Sum() {}

    /**
     * After the prefix and its underscore, the last six characters are the sum of those before, in
     * base 62 with leading zeros.
     */
    static boolean endsInBase62(String value) {
        int body = value.indexOf('_') + 1;
        int sum = value.length() - 6;
        return body > 0
                && sum > body
                && base62(of(value.substring(body, sum))).equals(value.substring(sum));
    }

    /** The last part is the sum of all before its underscore, in hexadecimal, low byte first. */
    static boolean endsInHexOfAll(String value) {
        int end = value.lastIndexOf('_');
        return end > 0 && hex(of(value.substring(0, end))).equals(value.substring(end + 1));
    }

    /** The last seven characters are the sum of all before, in base 36 with leading zeros. */
    static boolean endsInBase36IfRoutable(String value) {
        int sum = value.length() - 7;
        return value.indexOf('.') < 0
                || (sum > 0 && base36(of(value.substring(0, sum))).equals(value.substring(sum)));
    }

    static long of(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return crc.getValue();
    }

    /** Six digits, which hold every sum. */
    static String base62(long number) {
        var digits = new char[6];
        long rest = number;
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % 62));
            rest /= 62;
        }
        return new String(digits);
    }

    static String base36(long number) {
        String digits = Long.toString(number, 36);
        return "0".repeat(7 - digits.length()) + digits;
    }

    static String hex(long number) {
        return HexFormat.of().toHexDigits(Integer.reverseBytes((int) number));
    }
}
