package dev.sluice.notifier.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.BaselineState;
import dev.sluice.events.SecretMatch;
import dev.sluice.events.Severity;
import dev.sluice.notifier.report.Shapes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SarifLogTest {

    @Test
    void isValidByTheSchemaOfTheStandard() throws IOException {
        assertThat(Logs.problems(SarifLog.pretty(Logs.everything()))).isEmpty();
        assertThat(Logs.problems(SarifLog.compact(List.of(Logs.run("empty"))))).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNotSarif() throws IOException {
        String broken =
                SarifLog.compact(Logs.everything())
                        .replace("\"level\":\"error\"", "\"level\":\"loud\"");

        assertThat(Logs.problems(broken)).isNotEmpty();
    }

    @Test
    void isRecognisedByTheFingerprintThatCodeScanningLooksFor() throws IOException {
        var finding = Shapes.secret("a.env", 2, null, "aws-access-key", "AWS", "AKIA****");
        JsonNode run = only(Logs.run("secrets", finding.in(BaselineState.UNCHANGED)));

        JsonNode result = run.path("results").path(0);
        assertThat(run.path("automationDetails").path("id").asText())
                .isEqualTo("sluice/secrets/0123abcd");
        assertThat(result.path("partialFingerprints").path("primaryLocationLineHash").asText())
                .isEqualTo(finding.fingerprint());
        assertThat(result.path("partialFingerprints").path("test/v1").asText())
                .isEqualTo(finding.fingerprint());
        assertThat(result.path("baselineState").asText()).isEqualTo("unchanged");
        assertThat(result.path("ruleId").asText()).isEqualTo("aws-access-key");
    }

    @Test
    void aRuleSaysWhatToDoAndIsAsSevereAsItsWorstResult() throws IOException {
        JsonNode rules =
                only(Logs.run(
                                "lint",
                                Shapes.finding(
                                        "lint",
                                        "r",
                                        Severity.LOW,
                                        "a",
                                        1,
                                        null,
                                        "m",
                                        "Do it.",
                                        null),
                                Shapes.finding(
                                        "lint",
                                        "r",
                                        Severity.HIGH,
                                        "b",
                                        1,
                                        null,
                                        "m",
                                        "Do it!",
                                        null)))
                        .path("tool")
                        .path("driver")
                        .path("rules");

        assertThat(rules).hasSize(1);
        assertThat(rules.path(0).path("properties").path("security-severity").asText())
                .isEqualTo("8.0");
        assertThat(rules.path(0).path("help").path("text").asText()).isEqualTo("Do it!");
        assertThat(rules.path(0).path("properties").path("tags"))
                .extracting(JsonNode::asText)
                .containsExactly("security", "external/cwe/cwe-798");
    }

    @Test
    void saysOfASecretOnlyItsIssuerAndItsPreview() {
        String value = "ghp_" + "x".repeat(36);
        var leak =
                Shapes.finding(
                        "tool",
                        "r",
                        Severity.HIGH,
                        "a",
                        1,
                        null,
                        "found " + value,
                        null,
                        new SecretMatch("GitHub", "ghp_****", "h"));

        assertThat(SarifLog.compact(List.of(Logs.run("tool", leak))))
                .contains("Secret of GitHub: ghp_****.")
                .doesNotContain(value);
    }

    @Test
    void aMessageHasNeitherLinksNorPlaceholders() throws IOException {
        var finding =
                Shapes.finding(
                        "l",
                        "r",
                        Severity.LOW,
                        "a",
                        1,
                        null,
                        "[here](https://evil.example) {0}\u202e\n{x}",
                        null,
                        null);

        assertThat(
                        only(Logs.run("l", finding))
                                .path("results")
                                .path(0)
                                .path("message")
                                .path("text")
                                .asText())
                .isEqualTo("[here] (https://evil.example) {{0}} {x}");
    }

    @Test
    void leavesOutPathsThatLeadOutOfTheRepositoryAndSaysSo() throws IOException {
        JsonNode run =
                only(
                        Logs.run(
                                "lint",
                                at("../etc/passwd"),
                                at("/etc/passwd"),
                                at("a/../b"),
                                at("a/b")));

        assertThat(run.path("results")).hasSize(1);
        assertThat(run.path("invocations").toString()).contains("3 results are left out");
    }

    @Property(tries = 500)
    void everyPathIsARelativeReferenceThatLeadsBackToIt(@ForAll String path) {
        RelativeUri.of("dir/" + path)
                .ifPresent(uri -> {
                    URI parsed = URI.create(uri);
                    assertThat(parsed.isAbsolute()).isFalse();
                    assertThat(parsed.getAuthority()).isNull();
                    assertThat(parsed.normalize()).isEqualTo(parsed);
                    assertThat(parsed.getPath().getBytes(StandardCharsets.UTF_8))
                            .isEqualTo(("dir/" + path).getBytes(StandardCharsets.UTF_8));
                });
    }

    @Test
    void aSchemeInAPathIsNone() {
        assertThat(RelativeUri.of("file:///etc/passwd")).isEmpty();
        assertThat(RelativeUri.of("javascript:alert(1)")).contains("javascript%3Aalert%281%29");
        assertThat(RelativeUri.of("C:\\x")).contains("C%3A%5Cx");
        assertThat(RelativeUri.of("a b/ü?#%.txt")).contains("a%20b/%C3%BC%3F%23%25.txt");
    }

    private static dev.sluice.events.Finding at(String path) {
        return Shapes.finding("lint", "r", Severity.LOW, path, 1, null, "m", null, null);
    }

    private static JsonNode only(ScannerRun run) throws IOException {
        return Logs.json(SarifLog.compact(List.of(run))).path("runs").path(0);
    }
}
