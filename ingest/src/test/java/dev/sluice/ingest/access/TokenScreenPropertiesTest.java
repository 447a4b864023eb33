package dev.sluice.ingest.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class TokenScreenPropertiesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Property(tries = 200, seed = "20261121")
    void thePlainTokenIsOfTheIssuerItNames(@ForAll @StringLength(max = 100) String issuer) {
        assertThat(TokenScreen.issuer(token(header("RS256"), claims(issuer))))
                .isEqualTo(Optional.of(issuer));
    }

    @Property(tries = 200, seed = "20261121")
    void noOtherAlgorithmIsLookedAt(@ForAll("algorithms") String algorithm) {
        assertThat(TokenScreen.issuer(token(header(algorithm), claims("https://i.example"))))
                .isEmpty();
    }

    /** Whatever it asks for: a key from elsewhere, unpacking, another verifier. */
    @Property(tries = 200, seed = "20261121")
    void nothingElseMayStandInTheHeader(
            @ForAll @AlphaChars @StringLength(min = 4, max = 8) String name, @ForAll String value) {
        ObjectNode header = header("RS256").put(name, value);

        assertThat(TokenScreen.issuer(token(header, claims("https://i.example")))).isEmpty();
    }

    @Property(tries = 500, seed = "20261121")
    void oneCharacterLessOrOtherIsNoTokenOrOneWithAnIssuer(
            @ForAll int place, @ForAll char other, @ForAll boolean cut) {
        String token = token(header("ES256"), claims("https://i.example"));
        int at = Math.floorMod(place, token.length());
        String damaged =
                cut
                        ? token.substring(0, at)
                        : token.substring(0, at) + other + token.substring(at + 1);

        TokenScreen.issuer(damaged)
                .ifPresent(issuer -> assertThat(damaged.split("\\.", -1)).hasSize(3));
    }

    @Property(tries = 100, seed = "20261121")
    void whatIsTooLongIsNotLookedAt(
            @ForAll @AlphaChars @StringLength(min = 12_000, max = 12_100) String issuer) {
        assertThat(TokenScreen.issuer(token(header("RS256"), claims(issuer)))).isEmpty();
    }

    @Provide
    Arbitrary<String> algorithms() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "none",
                                "None",
                                "nOnE",
                                "HS256",
                                "HS512",
                                "RS1",
                                "rs256",
                                "dir",
                                "RSA-OAEP",
                                "ES256K",
                                "EdDSA",
                                "RS256 ",
                                ""),
                        Arbitraries.strings().ofMaxLength(8))
                .filter(name -> !name.matches("(RS|PS|ES)(256|384|512)"));
    }

    private static ObjectNode header(String algorithm) {
        return JSON.objectNode().put("alg", algorithm).put("kid", "a").put("typ", "JWT");
    }

    private static ObjectNode claims(String issuer) {
        return JSON.objectNode().put("iss", issuer).put("exp", 1_795_168_800);
    }

    private static String token(ObjectNode header, ObjectNode claims) {
        return part(header) + "." + part(claims) + ".c2ln";
    }

    private static String part(ObjectNode json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(UTF_8));
    }
}
