package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged program, without a broker. */
@Timeout(600)
class StartIT {

    private record Run(int exitCode, String output) {}

    @Test
    void withoutASecretItSaysSoInOneLine() throws Exception {
        assertThat(run(Map.of()))
                .isEqualTo(
                        new Run(
                                1,
                                "No webhook secret is configured, and unsigned deliveries are never"
                                        + " accepted: set SLUICE_GITHUB_WEBHOOK_SECRETS or"
                                        + " SLUICE_GITHUB_WEBHOOK_SECRETS_FILE."));
    }

    @Test
    void withoutTheFileOfSecretsItSaysSoInOneLine() throws Exception {
        assertThat(run(Map.of("SLUICE_GITHUB_WEBHOOK_SECRETS_FILE", "no-such-file")))
                .isEqualTo(new Run(1, "The file of webhook secrets cannot be read: no-such-file"));
    }

    private static Run run(Map<String, String> environment)
            throws IOException, InterruptedException {
        var program =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // It lives for a minute or two.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dquarkus.http.port=0",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        program.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
        program.environment().putAll(environment);
        Process process = program.redirectErrorStream(true).start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("it has ended").isTrue();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.exitValue(), output.strip());
        } finally {
            process.destroyForcibly();
        }
    }
}
