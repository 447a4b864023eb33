package dev.sluice.standalone.demo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * An invented GitHub token. Nobody issued it, but its checksum is right, as a scanner expects of a
 * real one. It is made anew each time, so that no source file holds anything like it.
 */
final class DemoToken {

    private static final String PREFIX = "ghp" + "_";
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 30;
    private static final int CHECKSUM_LENGTH = 6;

    private DemoToken() {}

    static String invent() {
        var random = new SecureRandom();
        var body = new StringBuilder();
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            body.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return PREFIX + body + checksum(body.toString());
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        var digits = new StringBuilder();
        for (long rest = crc.getValue();
                digits.length() < CHECKSUM_LENGTH;
                rest /= DIGITS.length()) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return digits.reverse().toString();
    }
}
