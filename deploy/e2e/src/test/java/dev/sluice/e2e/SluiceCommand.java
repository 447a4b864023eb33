package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line as it was built, in a process of its own. */
final class SluiceCommand {

    static final Path JAR = Path.of("..", "standalone", "target", "quarkus-app", "quarkus-run.jar");

    private SluiceCommand() {}

    /** What a command printed and how it ended. */
    record Outcome(int exitCode, String output) {}

    /** Runs a command that must succeed. */
    static String run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** Runs a command that must succeed, with these variables. */
    static String run(Map<String, String> environment, String... arguments) {
        Outcome outcome = outcome(environment, arguments);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome.output();
    }

    /** Runs a command to its end. */
    static Outcome outcome(String... arguments) {
        return outcome(Map.of(), arguments);
    }

    private static Outcome outcome(Map<String, String> environment, String... arguments) {
        try {
            Process process = start(environment, arguments);
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a command whose output is to be read while it runs. */
    static Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private static Process start(Map<String, String> environment, String... arguments)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // It lives for a minute or two.
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-jar",
                                JAR.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Whoever runs the tests may have set up a Sluice of their own.
        builder.environment().keySet().removeIf(key -> key.startsWith("SLUICE_"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
