package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTest {

    private static final String HEADER = "{\"alg\":\"RS256\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                                    ; lasting
                    {"iss":"acme","iat":1780000000}                       ; lasting
                    {"exp":1767225600}                                    ; lasting
                    {"exp":1767225599}                                    ; nothing
                    {"exp":"soon"}                                        ; lasting
                    {"iat":1780000000,"exp":1780086401}                   ; lasting
                    {"iat":1780000000,"exp":1780086400}                   ; brief
                    {"nbf":1780000000,"exp":1780000060}                   ; brief
                    {"iat":1500000000,"exp":1500000060}                   ; nothing
                    {"sub":"1234567890","name":"John Doe","iat":1516239022} ; nothing
                    {"iss":"https://example.com/"}                        ; nothing
                    {"iss":"http://localhost:8080"}                       ; nothing
                    {"iss":"supabase","role":"anon"}                      ; nothing
                    """)
    void judgesATokenByItsClaims(String claims, String judgement) {
        String token = WebToken.signed(HEADER, claims, new Random(1));

        assertThat(Jwt.lasts(token)).isEqualTo(judgement.equals("lasting"));
        assertThat(Jwt.isBrief(token)).isEqualTo(judgement.equals("brief"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"alg\":\"none\"}", "{\"alg\":\"nOnE\"}", "{}", "[]", "{", "null"})
    void takesNothingUnsignedForAToken(String header) {
        assertThat(Jwt.lasts(WebToken.signed(header, "{}", new Random(1)))).isFalse();
    }

    @Test
    void takesNoTokenWithoutASignature() {
        String token = WebToken.signed(HEADER, "{}", new Random(1));

        assertThat(Jwt.lasts(token.substring(0, token.lastIndexOf('.') + 1))).isFalse();
    }

    @Test
    void knowsTheKeyThatMayDoEverything() {
        assertThat(Jwt.isServiceRole(WebToken.of("jwt-service", 0, new Random(1)))).isTrue();
        assertThat(Jwt.isServiceRole(WebToken.of("jwt-anon", 0, new Random(1)))).isFalse();
        assertThat(Jwt.isServiceRole(WebToken.of("jwt", 0, new Random(1)))).isFalse();
    }

    @Test
    void survivesClaimsThatNestWithoutEnd() {
        String claims = "{\"a\":".repeat(50_000);

        assertThat(Jwt.lasts(WebToken.signed(HEADER, claims, new Random(1)))).isFalse();
    }
}
