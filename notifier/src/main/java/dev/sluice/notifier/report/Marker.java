package dev.sluice.notifier.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hidden first line by which a comment is found again. Only the first line of a body is ever
 * read as one, and nothing that comes from outside gets there.
 *
 * @param kind what the comment is: {@code report} or {@code finding}
 * @param name of which context or finding, encoded so that it cannot end the comment
 */
public record Marker(String kind, String name) {

    private static final Pattern FIRST_LINE =
            Pattern.compile("<!-- sluice:([a-z]+) (\\S+) -->(?:\\r?\\n[\\s\\S]*)?");

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9._/:=+%]+");

    private static final int MAX_NAME = 300;

    public Marker {
        if (!kind.matches("[a-z]+") || !ENCODED.matcher(name).matches()) {
            throw new IllegalArgumentException("marker is not encoded");
        }
    }

    /** Of the sticky comment of a context. */
    public static Marker report(String context) {
        return new Marker("report", encoded(context));
    }

    /** Of the review comment on a finding. */
    public static Marker finding(String fingerprint) {
        return new Marker("finding", encoded(fingerprint));
    }

    /** The marker of a comment that was written by us; whoever else wrote it may say anything. */
    public static Optional<Marker> in(String body) {
        Matcher line = FIRST_LINE.matcher(body);
        return line.matches() && ENCODED.matcher(line.group(2)).matches()
                ? Optional.of(new Marker(line.group(1), line.group(2)))
                : Optional.empty();
    }

    /** What to put on the first line. */
    public String line() {
        return "<!-- sluice:" + kind + " " + name + " -->";
    }

    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    (octet >= '0' && octet <= ':')
                            || (octet >= 'A' && octet <= 'Z')
                            || (octet >= 'a' && octet <= 'z')
                            || "._/=+".indexOf(octet) >= 0;
            encoded.append(
                    plain
                            ? String.valueOf((char) octet)
                            : String.format(Locale.ROOT, "%%%02X", octet & 0xff));
        }
        return encoded.length() <= MAX_NAME ? encoded.toString() : "sha256:" + sha256(name);
    }

    private static String sha256(String name) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
