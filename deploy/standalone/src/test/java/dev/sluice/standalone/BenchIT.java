package dev.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.cli.ExitCodes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class BenchIT {

    @Test
    void measuresTheWayFromWebhookToStatus() throws Exception {
        try (SluiceProcess bench =
                SluiceProcess.start(Map.of(), "bench", "line", "--changes", "20", "--rate", "20")) {
            assertThat(bench.exitCode()).as(bench.output()).isEqualTo(ExitCodes.PASS);
            assertThat(bench.output())
                    .containsPattern("p50 \\d+ ms, p90 \\d+ ms, p99 \\d+ ms, max \\d+ ms")
                    .contains("processors");
        }
    }

    @EnabledIfSystemProperty(
            named = "sluice.faults",
            matches = "true",
            disabledReason = "a measurement; .ci/run makes one: -Dsluice.faults=true")
    @Test
    void comparesTheAcceptPathWithABareProducer() throws Exception {
        try (SluiceProcess bench =
                SluiceProcess.start(
                        Map.of(),
                        "bench",
                        "ingest",
                        "--rounds",
                        "1",
                        "--turn",
                        "1",
                        "--connections",
                        "32",
                        "--deliveries",
                        "2000")) {
            assertThat(bench.exitCode()).as(bench.output()).isEqualTo(ExitCodes.PASS);
            assertThat(bench.output())
                    .containsPattern("accepted against the best raw producer +[01]\\.\\d\\d")
                    .containsPattern(
                            "with 1 % bad signatures and 1 % of 20 MB against clean +\\d\\.")
                    .containsPattern("p99 at half of saturation +\\d+\\.\\d ms")
                    .containsPattern("heap after collections, first quarter to last +\\d")
                    .contains("processors");
        }
    }
}
