package dev.sluice.scanners.secrets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells values that somebody was given from values that somebody made up. */
final class Values {

    /** Longer values are random enough to contain any of these by chance. */
    private static final int LONGEST_MADE_UP = 256;

    private static final Pattern MADE_UP =
            Pattern.compile(
                    "example|changeme|change_me|placeholder|redacted|your[-_]|xxxxxx|"
                            + "not-?a-?real|fake[-_]|insert[-_]|replace[-_]|\\*{4}|\\.{3}|"
                            + "0123456789|123456789|abcdefghij|(.)\\1{7}");

    /** Passwords that protect nothing but a developer's own machine. */
    private static final Set<String> TRIVIAL =
            Set.of(
                    "admin",
                    "changeit",
                    "default",
                    "development",
                    "guest",
                    "letmein",
                    "mariadb",
                    "mongo",
                    "mysecretpassword",
                    "mysql",
                    "pass",
                    "passw0rd",
                    "passwd",
                    "password",
                    "postgres",
                    "postgresql",
                    "pwd",
                    "rabbitmq",
                    "redis",
                    "root",
                    "sa",
                    "secret",
                    "test",
                    "testing",
                    "user",
                    "username");

    private Values() {}

    static boolean isMadeUp(String value) {
        if (value.length() > LONGEST_MADE_UP) {
            return false;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        return TRIVIAL.contains(lower) || MADE_UP.matcher(lower).find();
    }

    /** Shannon entropy in bits per character. */
    static double entropy(String value) {
        var counts = new int[256];
        value.chars().forEach(c -> counts[c & 0xFF]++);
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / value.length();
                entropy -= share * Math.log(share) / Math.log(2);
            }
        }
        return entropy;
    }
}
