package dev.sluice.notifier.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Microsoft's own validator, which knows rules that no schema has. {@code .ci/run} installs it
 * where there is Node. It always ends with 0, so its output is read.
 */
@EnabledIf(
        value = "isInstalled",
        disabledReason = "sarif-multitool is not installed in target/npm: see .ci/run")
class MultitoolTest {

    private static final Path TOOL = Path.of("target/npm/node_modules/.bin/sarif-multitool");

    @TempDir private Path dir;

    static boolean isInstalled() {
        return Files.isExecutable(TOOL);
    }

    @Test
    void findsNothingToSayAgainstOurLogs() throws Exception {
        assertThat(objections(SarifLog.pretty(Logs.everything()))).isEmpty();
        assertThat(objections(CodeScanningUpload.of(Logs.everything()).sarif())).isEmpty();
    }

    @Test
    void objectsToWhatIsWrong() throws Exception {
        String wrong =
                SarifLog.pretty(Logs.everything())
                        .replace("\"startLine\" : 17", "\"startLine\" : 0");

        assertThat(objections(wrong)).anyMatch(it -> it.startsWith("JSON1008"));
    }

    private List<String> objections(String sarif) throws IOException, InterruptedException {
        Path log = Files.writeString(dir.resolve("log.sarif"), sarif);
        Path report = dir.resolve("report.sarif");
        Files.deleteIfExists(report);
        Process process =
                new ProcessBuilder(
                                TOOL.toAbsolutePath().toString(),
                                "validate",
                                log.toString(),
                                "--output",
                                report.toString(),
                                "--rule-kind",
                                "Sarif\\;Ghas", // its launcher is a shell
                                "--log",
                                "ForceOverwrite")
                        .redirectErrorStream(true)
                        .redirectOutput(dir.resolve("out.txt").toFile())
                        .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(dir.resolve("out.txt"));
        assertThat(report).as(said).exists();
        var objections = new ArrayList<String>();
        for (JsonNode run : Json.mapper().readTree(Files.readString(report)).path("runs")) {
            for (JsonNode result : run.path("results")) {
                objections.add(result.path("ruleId").asText() + ": " + result.path("message"));
            }
            for (JsonNode note :
                    run.path("invocations").path(0).path("toolConfigurationNotifications")) {
                objections.add(note.toString());
            }
        }
        return objections;
    }
}
