package dev.sluice.scanners.submitted.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.Severity;
import dev.sluice.scanners.submitted.Document;
import dev.sluice.scanners.submitted.Documents;
import dev.sluice.scanners.submitted.Origin;
import dev.sluice.scanners.submitted.ToolResult;
import dev.sluice.scanners.submitted.UnreadableDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SarifFormatTest {

    private static final Origin ORIGIN = new Origin("default", null);

    private final SarifFormat format = new SarifFormat();

    @Test
    void readsWhatEslintWrites() throws Exception {
        var origin = new Origin("web", "file:///builds/acme/shop/");

        List<ToolResult> results = format.read(Documents.resource("eslint.sarif.json"), origin);

        assertThat(results).hasSize(1);
        ToolResult eslint = results.getFirst();
        assertThat(eslint.scanner()).isEqualTo("eslint/web");
        assertThat(eslint.tool().name()).isEqualTo("ESLint");
        assertThat(eslint.findings()).hasSizeGreaterThan(2);
        assertThat(eslint.findings())
                .allSatisfy(finding -> {
                    assertThat(finding.location().path()).isEqualTo("src/cart.js");
                    assertThat(finding.location().startLine()).isPositive();
                    assertThat(finding.baselineState()).isEqualTo(BaselineState.NOT_COMPARED);
                });
        assertThat(eslint.findings()).extracting(Finding::ruleId).contains("no-eval");
    }

    @Test
    void readsAResultWithItsRule() throws Exception {
        Finding finding =
                only(
                        """
                        {"version": "2.1.0", "runs": [{
                          "results": [{
                            "ruleId": "js/xss", "ruleIndex": 0,
                            "message": {"id": "default", "arguments": ["input"]},
                            "locations": [{"physicalLocation": {
                              "artifactLocation": {"uri": "src/a.js", "uriBaseId": "%SRCROOT%"},
                              "region": {"startLine": 7, "startColumn": 3,
                                         "snippet": {"text": "secret in a snippet"}}}}],
                            "codeFlows": [{"threadFlows": [{"locations": []}]}]}],
                          "tool": {"driver": {"name": "CodeQL", "semanticVersion": "2.19.3",
                            "rules": [{"id": "js/xss", "helpUri": "not a uri at all",
                              "messageStrings": {"default": {"text": "{0} reaches the page"}},
                              "defaultConfiguration": {"level": "error"},
                              "properties": {"security-severity": "7.8",
                                "tags": ["security", "external/cwe/cwe-079"]}}]}}}]}
                        """);

        assertThat(finding.scanner()).isEqualTo("codeql/default");
        assertThat(finding.ruleId()).isEqualTo("js/xss");
        assertThat(finding.level()).isEqualTo(Level.ERROR);
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.message()).isEqualTo("input reaches the page");
        assertThat(finding.location()).isEqualTo(new Location("src/a.js", 7, 3, null));
        assertThat(finding.cwes()).containsExactly("CWE-79");
        assertThat(finding.fingerprints()).containsOnlyKeys("sarif/v1");
        assertThat(finding.toString()).doesNotContain("snippet");
    }

    @Test
    void findsTheRuleInAnExtension() throws Exception {
        Finding finding =
                only(
                        """
                        {"version": "2.1.0", "runs": [{
                          "tool": {"driver": {"name": "CodeQL"}, "extensions": [
                            {"name": "pack", "rules": [{"id": "a"},
                              {"id": "b", "properties": {"security-severity": 9.1}}]}]},
                          "results": [{"message": {"text": "m"},
                            "rule": {"index": 1, "toolComponent": {"index": 0}}}]}]}
                        """);

        assertThat(finding.ruleId()).isEqualTo("b");
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.location()).isEqualTo(new Location(".", 0, 0, null));
    }

    /** The standard forbids it, and tools write it. */
    @ParameterizedTest
    @ValueSource(strings = {"\"locations\": [null]", "\"suppressions\": [null]"})
    void nullInAListIsNothing(String property) throws Exception {
        assertThat(only(log(result(property))).location()).isEqualTo(new Location(".", 0, 0, null));
    }

    @Test
    void nullAmongTheTagsOfARuleIsNothing() throws Exception {
        Finding finding =
                only(
                        """
                        {"version": "2.1.0", "runs": [{
                          "tool": {"driver": {"name": "t", "rules": [{"id": "r",
                            "properties": {"tags": [null, "external/cwe/cwe-79"]}}]}},
                          "results": [{"ruleId": "r", "message": {"text": "m"}}]}]}
                        """);

        assertThat(finding.cwes()).containsExactly("CWE-79");
    }

    /** The sender reads it, and so may others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": \"2.1.0 hunter2\", \"runs\": []}",
                "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"t\"}},"
                        + " \"results\": [{\"partialFingerprints\": {\"hunter2\": 7}}]}]}"
            })
    void aRefusalQuotesNothing(String document) {
        assertThatThrownBy(() -> format.read(Documents.of(document), ORIGIN))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"error, HIGH", "warning, MEDIUM", "note, LOW", "none, INFO"})
    void isAsSevereAsTheToolIsLoudWhereItSaysNoMore(String level, Severity severity)
            throws Exception {
        assertThat(only(log(result("\"level\": \"" + level + "\""))).severity())
                .isEqualTo(severity);
    }

    @Test
    void namesTheCategoryThatTheRunHasWhereTheSenderSaysNone() throws Exception {
        String log =
                """
                {"version": "2.1.0", "runs": [
                  {"tool": {"driver": {"name": "CodeQL"}}, "results": [],
                   "automationDetails": {"id": "/language:java/4711"}},
                  {"tool": {"driver": {"name": "CodeQL"}}, "results": [],
                   "automationDetails": {"id": "/language:go/"}}]}
                """;

        assertThat(format.read(Documents.of(log), ORIGIN))
                .extracting(ToolResult::scanner)
                .containsExactly("codeql/language-java", "codeql/language-go");
        assertThat(format.read(Documents.of(log), new Origin("mine", null)))
                .extracting(ToolResult::scanner)
                .containsExactly("codeql/mine");
    }

    @Test
    void whatPassedOrIsGoneIsNoFinding() throws Exception {
        assertThat(
                        findings(
                                log(
                                        result("\"kind\": \"pass\""),
                                        result("\"kind\": \"notApplicable\""),
                                        result("\"baselineState\": \"absent\""),
                                        result("\"kind\": \"review\""))))
                .hasSize(1);
    }

    @Test
    void whatTheToolSuppressesIsCounted() throws Exception {
        ToolResult result =
                format.read(
                                Documents.of(
                                        log(
                                                result(
                                                        "\"suppressions\": [{\"kind\":"
                                                                + " \"inSource\"}]"),
                                                result(
                                                        "\"suppressions\": [{\"kind\":"
                                                                + " \"external\", \"status\":"
                                                                + " \"underReview\"}]"))),
                                ORIGIN)
                        .getFirst();

        assertThat(result.findings()).hasSize(1);
        assertThat(result.gaps())
                .containsExactly(
                        new Gap(GapKind.IGNORED, "suppressed by the tool or in the code", 1));
    }

    @Test
    void isTheSameFindingWhenItsLineMoves() throws Exception {
        Finding before = only(log(located("src/a.js", 10)));
        Finding after = only(log(located("src/a.js", 90)));
        Finding elsewhere = only(log(located("src/b.js", 10)));

        assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
        assertThat(elsewhere.fingerprint()).isNotEqualTo(before.fingerprint());
    }

    @Test
    void aSecondOneThatSaysTheSameIsAnother() throws Exception {
        assertThat(findings(log(located("src/a.js", 1), located("src/a.js", 9))))
                .extracting(Finding::fingerprint)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "../../../etc/passwd", "/etc/shadow"})
    void keepsAFindingThatIsInNoPlaceOfTheRepository(String uri) throws Exception {
        assertThat(only(log(located(uri, 1))).location()).isEqualTo(new Location(".", 0, 0, null));
    }

    @Test
    void textIsOnePlainLine() throws Exception {
        Finding finding =
                only(
                        log(
                                "{\"ruleId\": \"r\\u001b[31m\", \"message\": {\"text\":"
                                        + " \"\\u001b[2J<img src=x> @everyone\\nnext \\u202E line\"}}"));

        assertThat(finding.message()).isEqualTo("<img src=x> @everyone next line");
        assertThat(finding.ruleId()).isEqualTo("r");
    }

    @Test
    void aLongMessageIsCut() throws Exception {
        Finding finding =
                only(
                        log(
                                "{\"ruleId\": \"r\", \"message\": {\"text\": \""
                                        + "x".repeat(900_000)
                                        + "\"}}"));

        assertThat(finding.message()).hasSize(1000).endsWith("…");
    }

    @Test
    void aMessageOf10MegabytesIsBeyondTheLimit() {
        assertRefused(
                log("{\"message\": {\"text\": \"" + "x".repeat(10_000_000) + "\"}}"),
                ScanFailure.LIMIT,
                "too long");
    }

    @Test
    void refuses21Runs() {
        String run = "{\"tool\": {\"driver\": {\"name\": \"t\"}}, \"results\": []}";
        assertRefused(
                "{\"version\": \"2.1.0\", \"runs\": ["
                        + IntStream.range(0, 21).mapToObj(_ -> run).collect(Collectors.joining(","))
                        + "]}",
                ScanFailure.LIMIT,
                "20 runs");
    }

    @Test
    void refuses25001ResultsAndTakes25000() throws Exception {
        String result = "{\"message\": {\"text\": \"m\"}}";
        var results = new String[25_000];
        Arrays.fill(results, result);
        assertThat(findings(log(results))).hasSize(25_000);

        var more = Arrays.copyOf(results, 25_001);
        more[25_000] = result;
        assertRefused(log(more), ScanFailure.LIMIT, "25000 results");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | one JSON object",
                "nothing | not well-formed JSON",
                "{\"version\": \"2.1.0\", \"runs\": [ | not well-formed JSON",
                "{} | does not say that it is SARIF",
                "{\"version\": \"2.0.0\", \"runs\": []} | SARIF 2.0.0",
                "{\"version\": \"2.1.0\"} | no runs",
                "{\"version\": \"2.1.0\", \"runs\": null} | no runs",
                "{\"version\": \"2.1.0\", \"runs\": {}} | not a list",
                "{\"version\": \"2.1.0\", \"runs\": [{}]} | does not name its tool",
                "{\"version\": \"2.1.0\", \"runs\": [{\"tool\":{\"driver\":{\"name\":\"t\"}}}]} | no list of results",
                "{\"version\": \"2.1.0\", \"runs\": [{\"tool\":{\"driver\":{\"name\":\"t\"}},\"results\":null}]} | no list of results",
                "{\"version\": \"2.1.0\", \"runs\": [], \"runs\": []} | twice",
                "{\"version\": \"2.1.0\", \"runs\": []} x | not well-formed JSON",
                "{\"version\": \"2.1.0\", \"runs\": []} {} | something follows"
            })
    void refusesWhatIsNoResult(String document, String reason) {
        assertRefused(document, ScanFailure.MALFORMED, reason);
    }

    @Test
    void refusesARunThatFailed() {
        assertRefused(
                """
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "t"}}, "results": [],
                  "invocations": [{"executionSuccessful": false}]}]}
                """,
                ScanFailure.INTERNAL,
                "says that it failed");
    }

    @Test
    void readsARunThatSucceededWhateverItsExitCode() throws Exception {
        ToolResult result =
                format.read(
                                Documents.of(
                                        """
                                        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "t"}},
                                          "results": [{"ruleId": "r", "message": {"text": "m"}}],
                                          "invocations": [{"executionSuccessful": true, "exitCode": 1}]}]}
                                        """),
                                ORIGIN)
                        .getFirst();

        assertThat(result.findings()).extracting(Finding::ruleId).containsExactly("r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"level\": \"critical\"",
                "\"message\": 7",
                "\"locations\": [{\"physicalLocation\": {\"region\": {\"startLine\": \"three\"}}}]",
                "\"ruleIndex\": \"0\""
            })
    void refusesAMistypedResultAndSaysWhereWithoutQuotingIt(String property) {
        assertThatThrownBy(() -> findings(log(result(property))))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("result 1 of run 1")
                .hasMessageNotContaining("three")
                .hasMessageNotContaining("critical");
    }

    @Test
    void refusesDeepNesting() {
        assertRefused(
                "{\"version\": \"2.1.0\", \"x\": " + "[".repeat(100_000),
                ScanFailure.LIMIT,
                "nested too deep");
    }

    @Test
    void refusesABomb() {
        byte[] bomb = new byte[Document.MAX_BYTES + 1];
        Arrays.fill(bomb, (byte) ' ');
        bomb[0] = '{';
        var document = new Document(Documents.gzip(bomb));

        assertThatThrownBy(() -> format.read(document, ORIGIN))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("more than 52428800 bytes");
    }

    @Test
    void refusesWhatIsNotCompressed() {
        var document = new Document("{}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> format.read(document, ORIGIN))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("gzip");
    }

    private void assertRefused(String document, ScanFailure reason, String message) {
        assertThatThrownBy(() -> format.read(Documents.of(document), ORIGIN))
                .isInstanceOfSatisfying(
                        UnreadableDocumentException.class,
                        e -> {
                            assertThat(e.reason()).isEqualTo(reason);
                            assertThat(e.message()).contains(message);
                        });
    }

    private static String located(String uri, int line) {
        return result(
                """
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": "%s"},
                  "region": {"startLine": %d}}}]
                """
                        .formatted(uri, line));
    }

    private static String result(String property) {
        return property.startsWith("\"message\"")
                ? "{\"ruleId\": \"r\", " + property + "}"
                : "{\"ruleId\": \"r\", \"message\": {\"text\": \"m\"}, " + property + "}";
    }

    private static String log(String... results) {
        return "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"t\"}},"
                + " \"results\": ["
                + String.join(",", results)
                + "]}]}";
    }

    private Finding only(String document) throws UnreadableDocumentException {
        List<Finding> findings = findings(document);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private List<Finding> findings(String document) throws UnreadableDocumentException {
        return format.read(Documents.of(document), ORIGIN).getFirst().findings();
    }
}
