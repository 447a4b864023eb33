package dev.sluice.scanners.secrets;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/** Made-up values that pass what can be verified about those of an issuer. */
final class IssuedValue {

    /**
     * What tokens of PyPI say they are for; in parts, because it is also the name of a registry.
     */
    private static final String LOCATION = String.join(".", "pypi", "org");

    private IssuedValue() {}

    /** A value of a kind; what the length counts depends on the kind. */
    static String of(String kind, int length, Random random) {
        return switch (kind) {
            case "age" -> age(length, random);
            case "grafana" -> {
                String key = "glsa_" + ExampleTemplate.base62(length, random);
                yield key + "_" + Crc32Sum.hex(Crc32Sum.of(key));
            }
            case "gitlab" -> {
                String key =
                        "glpat-%s.01.%2s"
                                .formatted(
                                        ExampleTemplate.base62(length, random),
                                        Integer.toString(length, 36))
                                .replace(' ', '0');
                yield key + Crc32Sum.base36(Crc32Sum.of(key));
            }
            case "pypi" -> "pypi-" + base64url(macaroon(length, random));
            case "discord" ->
                    base64url(
                            ("1" + digits(length - 1, random)).getBytes(StandardCharsets.US_ASCII));
            case "json" -> {
                String json = "{\"k\":\"%s\"}".formatted(ExampleTemplate.base62(length, random));
                yield Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(json.getBytes(StandardCharsets.US_ASCII));
            }
            default -> throw new IllegalArgumentException("nobody issues " + kind);
        };
    }

    private static String age(int length, Random random) {
        String body = ExampleTemplate.random(Bech32.DIGITS, length, random);
        return ("age-secret-key-1" + body + Bech32.sum("age-secret-key-", body))
                .toUpperCase(Locale.ROOT);
    }

    private static byte[] macaroon(int length, Random random) {
        var macaroon = new ByteArrayOutputStream();
        macaroon.write(2);
        field(macaroon, 1, LOCATION.getBytes(StandardCharsets.US_ASCII));
        var identifier = new byte[length];
        random.nextBytes(identifier);
        field(macaroon, 2, identifier);
        macaroon.write(0);
        macaroon.write(0);
        var signature = new byte[32];
        random.nextBytes(signature);
        field(macaroon, 6, signature);
        return macaroon.toByteArray();
    }

    private static void field(ByteArrayOutputStream macaroon, int type, byte[] content) {
        macaroon.write(type);
        macaroon.write(content.length);
        macaroon.writeBytes(content);
    }

    private static String digits(int length, Random random) {
        return ExampleTemplate.random("0123456789", length, random);
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
