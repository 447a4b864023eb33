package dev.sluice.scanners.secrets;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingsTest {

    private static final Engine ENGINE = Fixtures.engine();
    private static final String TOKEN = Fixtures.githubToken(1);

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "password = ", "{\"auths\": {\"registry\": \""})
    void findsABase64TokenWhateverStandsBeforeIt(String before) {
        assertFound("x\n  data: " + base64(before + TOKEN) + "\n", "2:9");
    }

    @Test
    void findsABase64TokenInTheAlphabetOfUrls() {
        String text = "\u00ff\u00fe\u00fb?>~ ".repeat(3) + TOKEN;

        assertFound(
                "key=" + Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(text)), "1:5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ab", "abc", "api/", "prefix-"})
    void findsABase64TokenThatFollowsOtherCharactersOfItsAlphabet(String before) {
        assertFound(before + base64("password = " + TOKEN), "1:1");
    }

    @Test
    void findsATokenThatIsEncodedThreeTimesAndNoMore() {
        String twice = base64(base64(TOKEN));

        assertFound(twice, "1:1");
        assertFound(base64(twice), "1:1");
        assertThat(sightings(base64(base64(twice)))).isEmpty();
    }

    @Test
    void findsATokenThatBreaksOverEncodedLines() {
        String config = "user: me\nnote: something that takes a while to say\ntoken: " + TOKEN;
        String wrapped = Base64.getMimeEncoder(64, utf8("\n    ")).encodeToString(utf8(config));

        assertFound("data: |\n    " + wrapped + "\nmore: text\n", "2:5");
    }

    @Test
    void findsATokenInHexadecimal() {
        String hexadecimal = HexFormat.of().formatHex(utf8(TOKEN));

        assertFound("0x" + hexadecimal, "1:3");
        assertFound("'" + hexadecimal.toUpperCase(Locale.ROOT) + "'", "1:2");
    }

    @Test
    void findsATokenInUrlEncoding() {
        String encoded = TOKEN.chars().mapToObj("%%%02x"::formatted).collect(Collectors.joining());

        assertFound("\n GET /?token=" + encoded + "&x=1", "2:14");
        assertFound("q=" + encoded.replace("%", "%25"), "1:1");
    }

    @Test
    void findsAnEncodedUrlWithAPassword() {
        String url = Fixtures.found(rule("database-url-password")).getFirst();
        String encoded = url.replace(":", "%3A").replace("/", "%2F").replace("@", "%40");

        assertThat(sightings("DATABASE=" + encoded))
                .extracting(sighting -> sighting.rule().id())
                .containsExactly("database-url-password");
    }

    @Test
    void findsWideTextInBase64() {
        String command = Base64.getEncoder().encodeToString(("$t = '" + TOKEN).getBytes(UTF_16LE));

        assertFound("powershell -enc " + command, "1:17");
    }

    @Test
    void findsAnEncodedTokenInWideText() {
        byte[] wide = ("\ufeff\nkey = " + base64(TOKEN)).getBytes(UTF_16LE);

        assertThat(ENGINE.scan(wide).sightings())
                .extracting(Sighting::line, Sighting::column)
                .containsExactly(tuple(2, 7));
    }

    @Test
    void reportsASecretThatIsAlsoInTheClearOnce() {
        assertFound("%20" + TOKEN + " " + base64(TOKEN), "1:4");
    }

    @Test
    void reportsASecretThatIsOneInTheClearAndDecodedOnce() {
        SecretRule rule = rule("azure-sas-url");
        String url = Fixtures.found(rule).getFirst();

        assertThat(sightings(url)).hasSize(1);
    }

    @Test
    void hashesTheValueAndNotItsEncoding() {
        assertThat(sightings(base64(TOKEN)).getFirst().hash())
                .isEqualTo(sightings(TOKEN).getFirst().hash());
    }

    private static SecretRule rule(String id) {
        return SecretRules.bundled().list().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertFound(String text, String position) {
        assertThat(sightings(text))
                .extracting(sighting -> sighting.line() + ":" + sighting.column())
                .containsExactly(position);
    }

    private static List<Sighting> sightings(String text) {
        return ENGINE.scan(utf8(text)).sightings();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
