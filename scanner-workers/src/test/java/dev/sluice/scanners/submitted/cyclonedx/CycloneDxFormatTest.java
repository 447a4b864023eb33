package dev.sluice.scanners.submitted.cyclonedx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Cvss;
import dev.sluice.events.Finding;
import dev.sluice.events.GapKind;
import dev.sluice.events.Location;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.Severity;
import dev.sluice.scanners.submitted.Documents;
import dev.sluice.scanners.submitted.Origin;
import dev.sluice.scanners.submitted.ToolResult;
import dev.sluice.scanners.submitted.UnreadableDocumentException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CycloneDxFormatTest {

    private static final String COMPONENTS =
            """
            "components": [
              {"type": "library", "bom-ref": "a", "group": "org.example", "name": "orders",
               "version": "1.2", "purl": "pkg:maven/org.example/orders@1.2?type=jar",
               "licenses": [{"license": {"id": "Apache-2.0"}}],
               "evidence": {"occurrences": [{"location": "lib/orders.jar"}]},
               "components": [{"type": "library", "bom-ref": "b", "name": "inner"}]}]
            """;

    private final CycloneDxFormat format = new CycloneDxFormat();

    @Test
    void makesOneFindingOfEachComponentThatAVulnerabilityAffects() throws Exception {
        ToolResult result =
                result(
                        """
                        {"id": "CVE-2021-44228", "cwes": [502, 20],
                         "description": "Remote code\\nexecution.",
                         "recommendation": "Upgrade to 1.3.",
                         "ratings": [
                           {"method": "CVSSv2", "score": 9.3, "severity": "high",
                            "vector": "AV:N/AC:M/Au:N/C:C/I:C/A:C"},
                           {"method": "CVSSv31", "score": 10.0, "severity": "critical",
                            "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"}],
                         "affects": [{"ref": "a"}, {"ref": "b"}, {"ref": "nowhere"}]}
                        """);

        assertThat(result.scanner()).isEqualTo("trivy/default");
        assertThat(result.tool().version()).isEqualTo("0.50.1");
        assertThat(result.findings()).hasSize(3);
        Finding orders = result.findings().getFirst();
        assertThat(orders.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(orders.cvss())
                .isEqualTo(new Cvss("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0));
        assertThat(orders.purl()).isEqualTo("pkg:maven/org.example/orders@1.2?type=jar");
        assertThat(orders.location()).isEqualTo(new Location("lib/orders.jar", 0, 0, null));
        assertThat(orders.message())
                .isEqualTo("CVE-2021-44228 in org.example/orders 1.2: Remote code execution.");
        assertThat(orders.cves()).containsExactly("CVE-2021-44228");
        assertThat(orders.cwes()).containsExactly("CWE-502", "CWE-20");
        assertThat(orders.fix().remediation()).isEqualTo("Upgrade to 1.3.");
        assertThat(result.findings().get(1).message()).startsWith("CVE-2021-44228 in inner");
    }

    @Test
    void whatNobodyRatedIsHigh() throws Exception {
        assertThat(result("{\"id\": \"X-1\"}").findings().getFirst().severity())
                .isEqualTo(Severity.HIGH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not_affected", "false_positive", "resolved", "resolved_with_pedigree"})
    void whatItsMakerSettledIsCounted(String state) throws Exception {
        ToolResult result =
                result("{\"id\": \"X-1\", \"analysis\": {\"state\": \"" + state + "\"}}");

        assertThat(result.findings()).isEmpty();
        assertThat(result.gaps()).extracting(gap -> gap.kind()).containsExactly(GapKind.IGNORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exploitable", "in_triage", "made-up"})
    void whatIsNotSettledIsAFinding(String state) throws Exception {
        assertThat(
                        result("{\"id\": \"X-1\", \"analysis\": {\"state\": \"" + state + "\"}}")
                                .findings())
                .hasSize(1);
    }

    @Test
    void anUpgradeToAnotherAffectedVersionIsTheSameFinding() throws Exception {
        String vulnerability = "{\"id\": \"X-1\", \"affects\": [{\"ref\": \"a\"}]}";
        String newer = COMPONENTS.replace("1.2", "1.9");

        assertThat(read(document("1.6", newer, vulnerability)).getFirst().fingerprint())
                .isEqualTo(
                        read(document("1.6", COMPONENTS, vulnerability)).getFirst().fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4", "1.5", "1.6", "1.7"})
    void readsTheVersionsInUse(String version) throws Exception {
        assertThat(read(document(version, COMPONENTS, "{\"id\": \"X-1\"}"))).hasSize(1);
    }

    @Test
    void readsToolsAsTheyWereNamedBefore() throws Exception {
        String document =
                """
                {"bomFormat": "CycloneDX", "specVersion": "1.4", "vulnerabilities": [],
                 "metadata": {"tools": [{"vendor": "anchore", "name": "grype", "version": "0.74"}]}}
                """;

        assertThat(format.read(Documents.of(document), new Origin("image", null)))
                .extracting(ToolResult::scanner)
                .containsExactly("grype/image");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | does not say that it is CycloneDX",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.3\"} | not of version",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"} | does not name the tool",
                "<bom/> | not well-formed JSON"
            })
    void refusesWhatIsNoResult(String document, String reason) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOfSatisfying(
                        UnreadableDocumentException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(ScanFailure.MALFORMED);
                            assertThat(e.message()).contains(reason);
                        });
    }

    @Test
    void aBillOfMaterialsAloneIsNoResult() {
        String document =
                document("1.6", COMPONENTS, "").replaceFirst(",\\s*\"vulnerabilities\": \\[]", "");

        assertThatThrownBy(() -> read(document)).hasMessageContaining("no vulnerabilities");
    }

    @Test
    void saysWhereAValueIsOfAnotherKind() {
        assertThatThrownBy(() -> read(document("1.6", COMPONENTS, "{\"id\": {\"x\": \"hidden\"}}")))
                .hasMessageContaining("vulnerability 1")
                .hasMessageNotContaining("hidden");
    }

    private ToolResult result(String... vulnerabilities) throws UnreadableDocumentException {
        return format.read(
                        Documents.of(
                                document("1.6", COMPONENTS, String.join(",", vulnerabilities))),
                        new Origin("default", null))
                .getFirst();
    }

    private List<Finding> read(String document) throws UnreadableDocumentException {
        return format.read(Documents.of(document), new Origin("default", null))
                .getFirst()
                .findings();
    }

    private static String document(String version, String components, String vulnerabilities) {
        return """
        {"bomFormat": "CycloneDX", "specVersion": "%s",
         "metadata": {"tools": {"components": [{"type": "application", "name": "Trivy",
           "version": "0.50.1"}]}},
         %s, "vulnerabilities": [%s]}
        """
                .formatted(version, components, vulnerabilities);
    }
}
