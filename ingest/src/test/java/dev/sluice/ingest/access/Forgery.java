package dev.sluice.ingest.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Tokens that nobody issued, each with the name of what is wrong with it. */
public final class Forgery {

    private static final String VALID = "{\"alg\":\"RS256\",\"kid\":\"actions\",\"typ\":\"JWT\"}";

    private Forgery() {}

    public static Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        for (String none : new String[] {"none", "None", "nOnE"}) {
            all.put("alg " + none, header("\"alg\":\"" + none + "\""));
            all.put(
                    "unsigned " + none,
                    encode("{\"alg\":\"" + none + "\"}") + "." + claims() + ".");
        }
        all.put("HS256 with a public key", header("\"alg\":\"HS256\",\"kid\":\"actions\""));
        all.put("kid of a path", header("\"alg\":\"RS256\",\"kid\":\"../../dev/null\""));
        all.put("kid of SQL", header("\"alg\":\"RS256\",\"kid\":\"' or 1=1 --\""));
        all.put("kid nobody has", header("\"alg\":\"RS256\",\"kid\":\"somebody-elses\""));
        for (String name : new String[] {"jku", "x5u"}) {
            all.put(
                    name,
                    header(
                            "\"alg\":\"RS256\",\"kid\":\"actions\",\"%s\":\"%s/keys\""
                                    .formatted(name, Providers.attacker())));
        }
        all.put(
                "jwk",
                header(
                        "\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}"));
        all.put("crit", header("\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false"));
        all.put("another type", header("\"alg\":\"RS256\",\"typ\":\"logout+jwt\""));
        all.put("duplicate header", header("\"alg\":\"none\",\"alg\":\"RS256\""));
        all.put(
                "EC signature of zeros",
                parts("{\"alg\":\"ES256\",\"kid\":\"actions\"}", payload(""), new byte[64]));
        all.put("RSA of 512 bits", weak());
        all.put(
                "exp missing",
                parts(VALID, "{\"iss\":\"" + Providers.url("actions") + "\"}", new byte[256]));
        all.put(
                "exp of text",
                parts(
                        VALID,
                        payload("").replaceFirst("\"exp\":\\d+", "\"exp\":\"9999999999\""),
                        new byte[256]));
        all.put(
                "duplicate claims",
                parts(VALID, payload(",\"aud\":\"other\",\"aud\":\"sluice\""), new byte[256]));
        all.put(
                "attacker as issuer",
                parts(
                        VALID,
                        payload("").replace(Providers.url("actions"), Providers.attacker()),
                        new byte[256]));
        all.put("no issuer", parts(VALID, "{\"exp\":9999999999}", new byte[256]));
        all.put("JWE", header("\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"") + ".AAAA.AAAA");
        all.put(
                "zipped JWE",
                header("\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"") + ".AAAA.AAAA");
        all.put("signature of nobody", parts(VALID, payload(""), new byte[256]));
        all.put("not JSON", encode("x") + "." + encode("y") + ".AAAA");
        all.put("junk", "junk");
        all.put("much", "A".repeat(14_000));
        return all;
    }

    public static Stream<Map.Entry<String, String>> entries() {
        return all().entrySet().stream();
    }

    private static String header(String properties) {
        return parts("{" + properties + "}", payload(""), new byte[256]);
    }

    private static String claims() {
        return encode(payload(""));
    }

    private static String payload(String more) {
        return "{\"iss\":\"%s\",\"sub\":\"s\",\"exp\":%d%s}"
                .formatted(
                        Providers.url("actions"),
                        Instant.now().plusSeconds(300).getEpochSecond(),
                        more.isEmpty() ? ",\"aud\":\"sluice\"" : more);
    }

    private static String parts(String header, String payload, byte[] signature) {
        return encode(header)
                + "."
                + encode(payload)
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String weak() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(512);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(generator.generateKeyPair().getPrivate());
            String signed = encode(VALID) + "." + claims();
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed
                    + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
