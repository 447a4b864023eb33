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

    /** Parts of values that stand for a secret without being one. */
    private static final Pattern STAND_IN =
            Pattern.compile(
                    "test|dummy|sample|mock|demo|foobar|invalid|unknown|12345|abc123|abcdef|"
                            + "qwerty|hunter2|p[a4@][s5$]{2}w[o0]rd|s[e3]cr[e3]t");

    /** Shorter runs of letters are words by chance. */
    private static final int SHORTEST_WORD = 4;

    private Values() {}

    static boolean isMadeUp(String value) {
        if (value.length() > LONGEST_MADE_UP) {
            return false;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        return TRIVIAL.contains(lower) || MADE_UP.matcher(lower).find();
    }

    /**
     * Whether a value is neither made up nor readable: it has letters and digits, and at most three
     * fifths of it could be words.
     */
    static boolean looksRandom(String value) {
        return value.chars().anyMatch(Values::isDigit)
                && value.chars().anyMatch(Values::isLetter)
                && !STAND_IN.matcher(value.toLowerCase(Locale.ROOT)).find()
                && 5 * lettersInWords(value) <= 3 * value.length();
    }

    private static int lettersInWords(String value) {
        int letters = 0;
        int start = 0;
        for (int i = 1; i <= value.length(); i++) {
            if (i == value.length() || !continues(value.charAt(i - 1), value.charAt(i))) {
                letters += isWord(value.substring(start, i)) ? i - start : 0;
                start = i;
            }
        }
        return letters;
    }

    /** Words are in one case, or start with a capital. */
    private static boolean continues(char before, char c) {
        return isLetter(before)
                && isLetter(c)
                && (Character.isLowerCase(c) || Character.isUpperCase(before));
    }

    /** One in which vowels and consonants take turns as they do in languages. */
    private static boolean isWord(String run) {
        int vowels = 0;
        int consonants = 0;
        for (int i = 0; i < run.length(); i++) {
            if ("aeiouyAEIOUY".indexOf(run.charAt(i)) >= 0) {
                vowels++;
                consonants = 0;
            } else if (++consonants > 3) {
                return false;
            }
        }
        return run.length() >= SHORTEST_WORD && vowels > 0 && 5 * vowels >= run.length();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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
