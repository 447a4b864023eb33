package dev.sluice.ingest.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in an authorization header, and in the token in it. */
class TokenScreenFuzz {

    static Stream<byte[]> seeds() {
        String claims = part("{\"iss\":\"https://issuer.example\",\"exp\":1795168800}");
        return Stream.of("RS256", "none", "HS256")
                .map(algorithm -> part("{\"alg\":\"" + algorithm + "\",\"kid\":\"a\"}"))
                .map(header -> ("Bearer " + header + "." + claims + ".c2ln").getBytes(ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest
    void onlyPlainTokensHaveAnIssuer(byte[] input) {
        Optional<String> token = BearerToken.of(List.of(new String(input, ISO_8859_1)));

        if (token.isPresent() && TokenScreen.issuer(token.get()).isPresent()) {
            assertThat(token.get()).hasSizeLessThanOrEqualTo(TokenScreen.MAX_LENGTH);
            assertThat(header(token.get())).doesNotContain("\"none\"", "\"jku\"", "\"x5u\"");
        }
    }

    private static String header(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), UTF_8);
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
