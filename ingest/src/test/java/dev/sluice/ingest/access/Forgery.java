package dev.sluice.ingest.access;

import static dev.sluice.ingest.access.Tokens.encode;
import static dev.sluice.ingest.access.Tokens.join;
import static dev.sluice.ingest.access.Tokens.json;
import static dev.sluice.ingest.access.Tokens.mac;
import static dev.sluice.ingest.access.Tokens.sign;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that must not be let in, each wrong in one way and right in all others: what is said to be
 * signed is signed with the key that its issuer publishes.
 */
public final class Forgery {

    private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"actions\",\"typ\":\"JWT\"}";
    private static final String CURVED = "{\"alg\":\"ES256\",\"kid\":\"curved\"}";
    private static final byte[] ZEROS = new byte[256];

    private Forgery() {}

    /** A token and what is wrong with it. */
    public record Forged(String flaw, String token) {
        @Override
        public String toString() {
            return flaw;
        }
    }

    /** Nothing is wrong with it; made in the same way as the others. */
    public static String flawless() {
        return signed(HEADER, json(claims()));
    }

    /** The same, of the issuer with elliptic curves. */
    public static String flawlessOnACurve() {
        return sign(CURVED, json(Tokens.claims(Providers.curvedUrl())), Providers.curvedKey());
    }

    /** The same, of the issuer that has moods. */
    public static String flawlessOfTheMoodyOne() {
        MoodyProvider moody = Providers.moody();
        return sign(
                "{\"alg\":\"RS256\",\"kid\":\"moody\"}",
                json(Tokens.claims(moody.url())),
                moody.key());
    }

    /** The same, of the issuer that is away; whether its signature is right nobody can know. */
    public static String ofTheDeadOne() {
        return sign(HEADER, json(Tokens.claims(Providers.dead())), key("actions"));
    }

    public static Stream<Forged> all() {
        return Stream.of(algorithms(), keys(), headers(), times(), others(), encrypted())
                .flatMap(List::stream);
    }

    private static List<Forged> algorithms() {
        var all = new ArrayList<Forged>();
        String payload = json(claims());
        for (String none : List.of("none", "None", "nOnE", "NONE", "")) {
            String header = "{\"alg\":\"" + none + "\",\"kid\":\"actions\"}";
            all.add(
                    new Forged(
                            "alg '" + none + "' without a signature",
                            join(header, payload, new byte[0])));
            all.add(
                    new Forged(
                            "alg '" + none + "' with one", sign(header, payload, key("actions"))));
        }
        String hmac = "{\"alg\":\"HS256\",\"kid\":\"actions\",\"typ\":\"JWT\"}";
        all.add(new Forged("HS256 with the public key, DER", mac(hmac, payload, publicKey())));
        all.add(
                new Forged(
                        "HS256 with the public key, PEM",
                        mac(hmac, payload, pem().getBytes(StandardCharsets.US_ASCII))));
        all.add(new Forged("no alg", sign("{\"kid\":\"actions\"}", payload, key("actions"))));
        all.add(
                new Forged(
                        "ES256 with r = s = 0",
                        join(CURVED, json(Tokens.claims(Providers.curvedUrl())), new byte[64])));
        return all;
    }

    private static List<Forged> keys() {
        String payload = json(claims());
        RSAKey attackers = Providers.attackersKey();
        String theirs = Providers.attacker() + "/keys";
        return List.of(
                new Forged("signature of nobody", join(HEADER, payload, ZEROS)),
                new Forged("signature of an attacker", sign(HEADER, payload, attackers)),
                new Forged("RSA of 512 bits", sign(HEADER, payload, Providers.rsa("actions", 512))),
                new Forged("kid of a path", signedWith("\"kid\":\"../../dev/null\"")),
                new Forged("kid of SQL", signedWith("\"kid\":\"' or 1=1 --\"")),
                new Forged("kid nobody has", signedWith("\"kid\":\"somebody-elses\"")),
                new Forged("kid of another issuer", signedWith("\"kid\":\"api\"")),
                new Forged("kid of a number", signedWith("\"kid\":1")),
                byAttacker("jku", "\"jku\":\"" + theirs + "\""),
                byAttacker("x5u", "\"x5u\":\"" + theirs + "\""),
                byAttacker("jwk", "\"jwk\":" + attackers.toPublicJWK().toJSONString()),
                byAttacker("x5c", "\"x5c\":[\"AAAA\"]"),
                new Forged(
                        "signed right, with jku",
                        signedWith("\"kid\":\"actions\",\"jku\":\"" + theirs + "\"")));
    }

    private static List<Forged> headers() {
        String payload = json(claims());
        return List.of(
                new Forged(
                        "another type", signedWith("\"kid\":\"actions\",\"typ\":\"logout+jwt\"")),
                new Forged("a type of a number", signedWith("\"kid\":\"actions\",\"typ\":1")),
                new Forged(
                        "crit", signedWith("\"kid\":\"actions\",\"crit\":[\"b64\"],\"b64\":false")),
                new Forged(
                        "alg twice",
                        signed(
                                "{\"alg\":\"none\",\"kid\":\"actions\",\"alg\":\"RS256\"}",
                                payload)),
                new Forged("more after the header", signed(HEADER + "{}", payload)),
                new Forged("a header that is a list", signed("[" + HEADER + "]", payload)),
                new Forged("not JSON", join("x", "y", ZEROS)),
                new Forged("junk", "junk"),
                new Forged("four parts", flawless() + ".AAAA"),
                new Forged("padding", flawless() + "=="),
                new Forged("much", "A".repeat(14_000)));
    }

    private static List<Forged> times() {
        long now = Instant.now().getEpochSecond();
        return List.of(
                new Forged("exp missing", signedClaims("exp", null)),
                new Forged("exp of text", signedClaims("exp", Long.toString(now + 300))),
                new Forged("exp an hour ago", signedClaims("exp", now - 3600)),
                new Forged("exp before all time", signedClaims("exp", Long.MIN_VALUE)),
                new Forged("iat missing", signedClaims("iat", null)),
                new Forged("nbf in an hour", signedClaims("nbf", now + 3600)));
    }

    private static List<Forged> others() {
        String twice = json(claims()).replaceFirst("\\{", "{\"aud\":\"other\",");
        return List.of(
                new Forged("for somebody else", signedClaims("aud", "other")),
                new Forged("for nobody", signedClaims("aud", null)),
                new Forged("aud twice", signed(HEADER, twice)),
                new Forged("no issuer", signedClaims("iss", null)),
                new Forged("the attacker's issuer", signedClaims("iss", Providers.attacker())),
                new Forged("another issuer of ours", signedClaims("iss", Providers.url("api"))),
                new Forged(
                        "almost the issuer", signedClaims("iss", Providers.url("actions") + "/")),
                new Forged("issuers", signedClaims("iss", List.of(Providers.url("actions")))));
    }

    private static List<Forged> encrypted() {
        String bomb = Base64.getUrlEncoder().withoutPadding().encodeToString(deflatedZeros());
        return List.of(
                new Forged(
                        "JWE",
                        encode("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}")
                                + ".AAAA.AAAA.AAAA.AAAA"),
                new Forged(
                        "JWE of zeros, packed",
                        encode("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}")
                                + "..AAAA."
                                + bomb
                                + ".AAAA"));
    }

    private static Forged byAttacker(String name, String property) {
        return new Forged(
                name,
                sign(
                        "{\"alg\":\"RS256\",\"kid\":\"attacker\"," + property + "}",
                        json(claims()),
                        Providers.attackersKey()));
    }

    private static String signedWith(String properties) {
        return signed("{\"alg\":\"RS256\"," + properties + "}", json(claims()));
    }

    private static String signedClaims(String claim, @Nullable Object value) {
        Map<String, Object> claims = claims();
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return signed(HEADER, json(claims));
    }

    private static Map<String, Object> claims() {
        return Tokens.claims(Providers.url("actions"));
    }

    private static RSAKey key(String issuer) {
        return Providers.key(issuer);
    }

    private static byte[] publicKey() {
        try {
            return key("actions").toRSAPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem() {
        return "-----BEGIN "
                + "PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey())
                + "\n-----END "
                + "PUBLIC KEY-----\n";
    }

    private static String signed(String header, String payload) {
        return sign(header, payload, key("actions"));
    }

    private static byte[] deflatedZeros() {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[5_000_000]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }
}
