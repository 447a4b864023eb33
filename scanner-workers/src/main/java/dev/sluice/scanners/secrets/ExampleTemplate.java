package dev.sluice.scanners.secrets;

import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes example texts of rules. A template holds no value that anybody could mistake for a secret,
 * neither a reader nor the push protection of a forge: {@code <base62:36>} stands for that many
 * random characters, {@code <crc32-base62:36>} for such whose last six are the checksum of the
 * rest, and {@code <>} for nothing, between two halves of a telling text. Kinds that are named
 * after an issuer or a format are whole values of it.
 */
final class ExampleTemplate {

    private static final Pattern PART = Pattern.compile("<(?:([a-z0-9-]+):([0-9]{1,5}))?>");
    private static final String DIGITS = "0123456789";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";

    private ExampleTemplate() {}

    /** The text of a template; the same seed gives the same text. */
    static String expand(String template, long seed) {
        var random = new Random(seed);
        return PART.matcher(template).replaceAll(part -> expand(part, random));
    }

    private static String expand(MatchResult part, Random random) {
        String kind = part.group(1);
        if (kind == null) {
            return "";
        }
        int length = Integer.parseInt(part.group(2));
        return switch (kind) {
            case "digits" -> random(DIGITS, length, random);
            case "hex" -> random(DIGITS + "abcdef", length, random);
            case "letters" -> random(UPPER + LOWER, length, random);
            case "upper" -> random(UPPER + DIGITS, length, random);
            case "bech32" -> random("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", length, random);
            case "base32" -> random(UPPER + "234567", length, random);
            case "base36" -> random(DIGITS + LOWER, length, random);
            case "base62" -> random(DIGITS + UPPER + LOWER, length, random);
            case "base64" -> random(DIGITS + UPPER + LOWER + "+/", length, random);
            case "base64url" -> random(DIGITS + UPPER + LOWER + "-_", length, random);
            case "crc32-base62" -> {
                String body = random(DIGITS + UPPER + LOWER, length - 6, random);
                yield body + Crc32Sum.base62(Crc32Sum.of(body));
            }
            case "age", "grafana", "gitlab", "pypi", "discord", "json" ->
                    IssuedValue.of(kind, length, random);
            case "jwt", "jwt-over", "jwt-example", "jwt-anon", "jwt-service" ->
                    WebToken.of(kind, length, random);
            default -> throw new IllegalArgumentException("no kind of text is named " + kind);
        };
    }

    static String base62(int length, Random random) {
        return random(DIGITS + UPPER + LOWER, length, random);
    }

    static String random(String alphabet, int length, Random random) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
