package dev.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.cli.ExitCodes;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
