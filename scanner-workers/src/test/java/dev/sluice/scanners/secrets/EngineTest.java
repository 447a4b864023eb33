package dev.sluice.scanners.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {

    private static final Engine ENGINE = Fixtures.engine();
    private static final String TOKEN = Fixtures.githubToken(1);

    @Test
    void findsASecretThatIsTheWholeFile() {
        assertThat(position(TOKEN.getBytes(UTF_8))).isEqualTo("1:1");
    }

    @Test
    void findsASecretAtTheEndWithoutALineBreak() {
        assertThat(position(("a\nb " + TOKEN).getBytes(UTF_8))).isEqualTo("2:3");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 39, 40, 41, 79, 80, 81, 255, 256, 2047, 2048, 2049, 8191, 8192, 65536})
    void findsASecretAfterAnyAmountOfText(int length) {
        String text = " ".repeat(length) + TOKEN + " ".repeat(length);

        assertThat(position(text.getBytes(UTF_8))).isEqualTo("1:" + (length + 1));
    }

    @Test
    void findsASecretWhoseKeywordIsAtItsEnd() {
        SecretRule rule = rule("mailchimp-api-key");
        String value = Fixtures.found(rule).getFirst();

        assertThat(ENGINE.scan((" ".repeat(5000) + value).getBytes(UTF_8)).sightings())
                .extracting(Sighting::column)
                .containsExactly(5000 + value.indexOf('=') + 2);
    }

    @Test
    void countsLinesWithCarriageReturns() {
        assertThat(position(("a\r\nb\r\n  " + TOKEN + "\r\n").getBytes(UTF_8))).isEqualTo("3:3");
    }

    @Test
    void countsColumnsInUtf16CodeUnits() {
        assertThat(position(("\u00e9\u20ac\ud83d\ude00 " + TOKEN).getBytes(UTF_8)))
                .isEqualTo("1:6");
    }

    @Test
    void countsColumnsOfLatinText() {
        assertThat(position(("\u00e9\u00fc " + TOKEN).getBytes(ISO_8859_1))).isEqualTo("1:4");
    }

    @Test
    void doesNotCountTheMarkOfUtf8() {
        assertThat(position(("\ufeff" + TOKEN).getBytes(UTF_8))).isEqualTo("1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void readsWideTextWithAMark(String charset) {
        assertThat(
                        position(
                                ("\ufeffname=\ud83d\ude00\n " + TOKEN)
                                        .getBytes(Charset.forName(charset))))
                .isEqualTo("2:2");
    }

    @Test
    void readsWideTextWithoutAMark() {
        String text = "user = me\npassword = " + TOKEN + "\n";

        assertThat(position(text.getBytes(UTF_16LE))).isEqualTo("2:12");
        assertThat(position(text.getBytes(UTF_16BE))).isEqualTo("2:12");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aMarkOfWideTextHidesNothing(int length) {
        byte[] disguised = Arrays.copyOf(new byte[] {(byte) 0xFF, (byte) 0xFE, ' '}, length + 40);
        System.arraycopy(TOKEN.getBytes(UTF_8), 0, disguised, length, 40);

        assertThat(position(disguised)).isEqualTo("0:0");
    }

    @Test
    void locatesAKeyWhereItBegins() {
        String pem = Fixtures.found(rule("private-key")).getFirst();

        assertThat(position(("# a key\n" + pem).getBytes(UTF_8))).isEqualTo("2:1");
    }

    @Test
    void hashesTheSameValueAlikeInEveryEncoding() {
        assertThat(only(TOKEN.getBytes(UTF_8)).hash())
                .isEqualTo(only(("\ufeff" + TOKEN).getBytes(UTF_16LE)).hash())
                .isEqualTo(only(("\ufeff" + TOKEN).getBytes(UTF_16BE)).hash());
    }

    @Test
    void looksIntoBinaryFilesButNamesNoLine() {
        var classFile = new ByteArrayOutputStream();
        classFile.writeBytes(new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0});
        classFile.writeBytes(TOKEN.getBytes(UTF_8));
        classFile.write(1);

        assertThat(position(classFile.toByteArray())).isEqualTo("0:0");
    }

    @Test
    void hashesAKeyAlikeWithOtherLineEnds() {
        String pem = Fixtures.found(rule("private-key")).getFirst();

        assertThat(only(pem.replace("\n", "\r\n").getBytes(UTF_8)).hash())
                .isEqualTo(only(pem.getBytes(UTF_8)).hash());
    }

    @Test
    void showsNothingButTheKnownStart() {
        assertThat(only(TOKEN.getBytes(UTF_8)).preview()).isEqualTo("ghp_****");
    }

    @Test
    void showsNothingOfAPassword() {
        String url = Fixtures.found(rule("database-url-password")).getFirst();

        assertThat(only(url.getBytes(UTF_8)).preview()).isEqualTo("****");
    }

    @Test
    void findsManySecretsInOneLineInOrder() {
        String text = Fixtures.githubToken(1) + "," + Fixtures.githubToken(2);

        assertThat(ENGINE.scan(text.getBytes(UTF_8)).sightings())
                .extracting(Sighting::column)
                .containsExactly(1, 42);
    }

    @Test
    void reportsAKeyInsideAServiceAccountOnce() {
        String json = Fixtures.found(rule("gcp-service-account-key")).getFirst();

        assertThat(only(json.getBytes(UTF_8)).rule().id()).isEqualTo("gcp-service-account-key");
    }

    @Test
    void listsNoMoreThanTheLimitAndCountsTheRest() {
        var text = new StringBuilder();
        IntStream.range(0, 200_000).forEach(i -> text.append(Fixtures.githubToken(i)).append('\n'));

        FileReport report = ENGINE.scan(text.toString().getBytes(UTF_8));

        assertThat(report.sightings()).hasSize(1000);
        assertThat(report.sightings().getLast().line()).isEqualTo(1000);
        assertThat(report.more()).isEqualTo(199_000);
        assertThat(report.stopped()).isEmpty();
    }

    @Test
    void readsAHundredMegabytesInOneLine() {
        var line = new byte[100 * 1024 * 1024];
        byte[] code = "function(e,t){return e.key=t.token,n(e,\"sg.msg\")},".getBytes(UTF_8);
        for (int i = 0; i < line.length; i++) {
            line[i] = code[i % code.length];
        }
        System.arraycopy(
                TOKEN.getBytes(UTF_8), 0, line, line.length - TOKEN.length(), TOKEN.length());

        FileReport report = ENGINE.scan(line);

        assertThat(report.sightings())
                .extracting(Sighting::column)
                .containsExactly(line.length - TOKEN.length() + 1);
        assertThat(report.stopped()).isEmpty();
    }

    @Test
    void findsNothingInNothing() {
        assertThat(ENGINE.scan(new byte[0]))
                .isEqualTo(new FileReport(List.of(), 0, List.of(), null));
        assertThat(ENGINE.scan(new byte[1]).sightings()).isEmpty();
    }

    private static SecretRule rule(String id) {
        return SecretRules.bundled().list().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Sighting only(byte[] content) {
        assertThat(ENGINE.scan(content).sightings()).hasSize(1);
        return ENGINE.scan(content).sightings().getFirst();
    }

    private static String position(byte[] content) {
        Sighting sighting = only(content);
        return sighting.line() + ":" + sighting.column();
    }
}
