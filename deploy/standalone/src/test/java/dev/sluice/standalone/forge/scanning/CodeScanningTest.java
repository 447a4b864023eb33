package dev.sluice.standalone.forge.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeScanningTest extends DoubleTest {

    private static final String ALL = REPO + "/code-scanning/sarifs";
    private static final String RESULT =
            """
            {"ruleId":"r","message":{"text":"m"},"locations":[{}]%s}
            """;

    @Test
    void takesAnUploadAndTellsLaterWhatBecameOfIt() throws IOException {
        Answer taken = upload("refs/heads/main", sarif(RESULT.formatted(fingerprint("a"))));

        assertThat(taken.status()).isEqualTo(202);
        assertThat(status(taken)).isEqualTo("pending");
        assertThat(status(taken)).isEqualTo("complete");
        assertThat(forge.codeScanning().alerts(repository)).singleElement().matches(Alert::open);
    }

    @Test
    void aFingerprintKeepsAnAlertTheSame() throws IOException {
        String sarif = sarif(RESULT.formatted(fingerprint("a")));
        upload("refs/heads/main", sarif);
        upload("refs/heads/main", sarif);
        assertThat(forge.codeScanning().alerts(repository)).hasSize(1);

        upload("refs/heads/main", sarif(RESULT.formatted(fingerprint("b"))));

        assertThat(forge.codeScanning().alerts(repository))
                .extracting(Alert::open)
                .containsExactly(false, true);
    }

    @Test
    void withoutFingerprintsAlertsAreDoubled() throws IOException {
        upload("refs/pull/1/head", sarif(RESULT.formatted("")));
        upload("refs/pull/1/head", sarif(RESULT.formatted("")));

        assertThat(forge.codeScanning().alerts(repository)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"main", "refs/notes/x", "refs/pull/1", "refs/pull/x/head", "refs/heads/"})
    void refusesAStrangeRef(String ref) throws IOException {
        assertThat(upload(ref, sarif("")).status()).isEqualTo(422);
    }

    @Test
    void refusesWhatIsNotPackedAndWhatIsTooLarge() throws IOException {
        assertThat(post(head, "refs/heads/main", "%%%").status()).isEqualTo(400);
        assertThat(
                        post(head, "refs/heads/main", encode("{}".getBytes(StandardCharsets.UTF_8)))
                                .status())
                .isEqualTo(400);
        assertThat(
                        post(
                                        head,
                                        "refs/heads/main",
                                        pack("not json".getBytes(StandardCharsets.UTF_8)))
                                .status())
                .isEqualTo(400);
        byte[] noise = new byte[10 * 1024 * 1024 + 1];
        new Random(1).nextBytes(noise);
        assertThat(post(head, "refs/heads/main", encode(noise)).status()).isEqualTo(413);
    }

    @Test
    void refusesACommitThatItDoesNotKnow() throws IOException {
        assertThat(post("1".repeat(40), "refs/heads/main", pack(bytes(sarif("")))).message())
                .isEqualTo("commit not found");
    }

    @Test
    void whatBreaksALimitFailsAfterwards() throws IOException {
        String run = "{\"tool\":{\"driver\":{\"name\":\"t\"}},\"results\":[]}";
        String runs = (run + ",").repeat(20);

        assertThat(outcome("{\"version\":\"2.1.0\",\"runs\":[" + runs + run + "]}"))
                .contains("more runs than allowed (21 > 20)");
        assertThat(
                        outcome(
                                "{\"version\":\"2.1.0\",\"runs\":["
                                        + runs.substring(0, runs.length() - 1)
                                        + "]}"))
                .contains("complete");
        assertThat(outcome("{\"version\":\"2.0.0\",\"runs\":[]}")).contains("version");
        assertThat(
                        outcome(
                                sarif(
                                        (RESULT.formatted("") + ",").repeat(25_000)
                                                + RESULT.formatted(""))))
                .contains("more results than allowed (25001 > 25000)");
    }

    @Test
    void isClosedWhereItIsNotEnabled() throws IOException {
        repository.codeScanning(false);

        assertThat(upload("refs/heads/main", sarif("")))
                .returns(403, Answer::status)
                .satisfies(answer ->
                        assertThat(answer.message()).contains("Advanced Security must be enabled"));
    }

    private String outcome(String sarif) throws IOException {
        Answer taken = upload("refs/heads/main", sarif);
        status(taken);
        return client.get(token, ALL + "/" + taken.json().path("id").asText()).text();
    }

    private String status(Answer taken) {
        return client.get(token, ALL + "/" + taken.json().path("id").asText())
                .json()
                .path("processing_status")
                .asText();
    }

    private Answer upload(String ref, String sarif) throws IOException {
        return post(head, ref, pack(bytes(sarif)));
    }

    private Answer post(String sha, String ref, String encoded) {
        return client.post(
                token,
                ALL,
                "{\"commit_sha\":\"%s\",\"ref\":\"%s\",\"sarif\":\"%s\"}"
                        .formatted(sha, ref, encoded));
    }

    private static String sarif(String results) {
        return "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"Sluice\"}},"
                + "\"automationDetails\":{\"id\":\"sluice/\"},\"results\":["
                + results
                + "]}]}";
    }

    private static String fingerprint(String value) {
        return ",\"partialFingerprints\":{\"sluice/v1\":\"" + value + "\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String pack(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return encode(packed.toByteArray());
    }
}
