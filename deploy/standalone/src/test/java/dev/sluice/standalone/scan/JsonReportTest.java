package dev.sluice.standalone.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.BaselineState;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {

    @Test
    void carriesVerdictFindingsRulesAndWhatWasNotChecked() throws IOException {
        var report =
                Reports.of(
                        "main",
                        4,
                        Reports.all(
                                Reports.scan(
                                        "secrets",
                                        List.of(),
                                        Reports.secret("new.env", 3, BaselineState.NEW)),
                                Reports.scan("dependencies", List.of(Reports.sample()))));
        var out = new StringBuilder();

        Format.json.write(report, out);

        JsonNode json = Json.mapper().readTree(out.toString());
        assertThat(json.path("format").asText()).isEqualTo("sluice-scan/1");
        assertThat(json.path("verdict").asText()).isEqualTo("fail");
        assertThat(json.path("head").asText()).isEqualTo(Reports.HEAD);
        assertThat(json.path("uncommittedFiles").asInt()).isEqualTo(4);
        assertThat(json.path("findings")).hasSize(1);
        assertThat(json.path("findings").get(0).path("location").path("path").asText())
                .isEqualTo("new.env");
        assertThat(json.path("scans")).hasSize(2);
        assertThat(json.path("scans").get(0).path("coverage").path("filesRead").asInt()).isOne();
        assertThat(json.path("scans").get(0).path("coverage").path("gaps")).hasSize(1);
        assertThat(json.path("notChecked").toString()).contains("sample");
        assertThat(json.path("rules").path("outcome").asText()).isEqualTo("failed");
    }
}
