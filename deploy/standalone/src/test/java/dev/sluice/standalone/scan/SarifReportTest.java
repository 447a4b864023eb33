package dev.sluice.standalone.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sluice.events.BaselineState;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SarifReportTest {

    private static final ScanReport REPORT =
            Reports.of(
                    "main",
                    0,
                    Reports.all(
                            Reports.scan(
                                    "secrets",
                                    List.of(),
                                    Reports.secret("old.env", 1, BaselineState.UNCHANGED),
                                    Reports.secret("dir/with space.env", 3, BaselineState.NEW)),
                            Reports.scan(
                                    "dependencies",
                                    List.of(Reports.sample()),
                                    Reports.dependency(BaselineState.ABSENT))));

    @Test
    void isValidByTheSchemaOfTheStandard() throws IOException {
        assertThat(problems(write(REPORT))).isEmpty();
        assertThat(problems(write(Reports.of(null, 0, Reports.failed("secrets"))))).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNotSarif() throws IOException {
        String broken = write(REPORT).replace("\"level\" : \"error\"", "\"level\" : \"loud\"");

        assertThat(problems(broken)).isNotEmpty();
    }

    @Test
    void carriesFileLineBaselineStateAndFingerprints() throws IOException {
        JsonNode secrets = run("sluice/secrets/");

        JsonNode result = secrets.path("results").get(0);
        assertThat(result.path("baselineState").asText()).isEqualTo("new");
        assertThat(result.path("ruleId").asText()).isEqualTo("github-pat");
        assertThat(result.path("level").asText()).isEqualTo("error");
        assertThat(result.path("partialFingerprints").path("secret/v1").asText())
                .isEqualTo("dir/with space.env");
        JsonNode place = result.path("locations").get(0).path("physicalLocation");
        assertThat(place.path("artifactLocation").path("uri").asText())
                .isEqualTo("dir/with%20space.env");
        assertThat(place.path("region").path("startLine").asInt()).isEqualTo(3);
        assertThat(place.path("region").path("startColumn").asInt()).isEqualTo(7);
    }

    @Test
    void saysInTheInvocationWhatWasNotChecked() throws IOException {
        JsonNode invocation = run("sluice/dependencies/").path("invocations").get(0);

        assertThat(invocation.path("executionSuccessful").asBoolean()).isTrue();
        assertThat(invocation.path("toolExecutionNotifications").toString()).contains("sample");
    }

    @Test
    void aScannerThatFailedIsNotASuccessfulRun() throws IOException {
        JsonNode log =
                Json.mapper().readTree(write(Reports.of(null, 0, Reports.failed("secrets"))));

        JsonNode invocation = log.path("runs").get(0).path("invocations").get(0);
        assertThat(invocation.path("executionSuccessful").asBoolean()).isFalse();
        assertThat(invocation.toString()).contains("it ran longer than 2 minutes");
    }

    private static JsonNode run(String id) throws IOException {
        for (JsonNode run : Json.mapper().readTree(write(REPORT)).path("runs")) {
            if (run.path("automationDetails").path("id").asText().startsWith(id)) {
                return run;
            }
        }
        throw new AssertionError("no run " + id);
    }

    private static String write(ScanReport report) throws IOException {
        var out = new StringBuilder();
        Format.sarif.write(report, out);
        return out.toString();
    }

    /** The schema comes with the library that models the format. */
    private static List<Error> problems(String sarif) throws IOException {
        try (InputStream schema =
                SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            assertThat(schema).isNotNull();
            String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(text, InputFormat.JSON)
                    .validate(sarif, InputFormat.JSON);
        }
    }
}
