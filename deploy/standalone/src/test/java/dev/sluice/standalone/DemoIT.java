package dev.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    @TempDir Path directory;

    @Test
    void tellsTheWholeWayAndStaysUp() throws Exception {
        int port = SluiceProcess.freePort();
        try (SluiceProcess demo =
                SluiceProcess.start(
                        Map.of("SLUICE_GITHUB_CLONE_TOKEN", "of a real forge"),
                        "up",
                        "--demo",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        directory.toString())) {
            String told = demo.awaitOutput("Not checked:").output();

            assertThat(told)
                    .containsSubsequence(
                            "change.proposed",
                            "change.described",
                            "change.decided",
                            "FAIL",
                            "Written to the forge",
                            "sluice/main = failure")
                    .contains("critical  config/report.properties:2", "CVE-2021-44228")
                    .contains("known on the target branch already")
                    .doesNotContain("\u001b[")
                    .doesNotContain("ghp_");
            assertThat(told.lines()).last().asString().startsWith("Not checked:");
            assertThat(SluiceProcess.get(port, "/q/health/ready").statusCode()).isEqualTo(200);
            assertThat(Files.readString(directory.resolve("logs/sluice.log")))
                    .doesNotContain("of a real forge");
        }
    }
}
