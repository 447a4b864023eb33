package dev.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command as it was built, in a process of its own. */
final class SluiceProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;

    private SluiceProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static SluiceProcess start(Map<String, String> environment, String... arguments)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // It lives for a minute or two.
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx384m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-jar",
                                JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("sluice", ".out");
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
        builder.environment().putAll(environment);
        return new SluiceProcess(builder.start(), output);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    SluiceProcess awaitReady(int port) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .failFast(this::requireAlive)
                .until(() -> isReady(port));
        return this;
    }

    private void requireAlive() {
        assertThat(process.isAlive()).as(output()).isTrue();
    }

    private void requireAliveOr(String text) {
        if (!output().contains(text)) {
            requireAlive();
        }
    }

    private static boolean isReady(int port) throws InterruptedException {
        try {
            return get(port, "/q/health/ready").statusCode() == 200;
        } catch (IOException notListeningYet) {
            return false;
        }
    }

    static HttpResponse<String> get(int port, String path)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    BodyHandlers.ofString());
        }
    }

    SluiceProcess awaitOutput(String text) {
        await().atMost(PATIENCE)
                .failFast(() -> requireAliveOr(text))
                .until(() -> output().contains(text));
        return this;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM; how long it took to end. */
    Duration stop() throws InterruptedException {
        long before = System.nanoTime();
        process.destroy();
        process.waitFor();
        return Duration.ofNanos(System.nanoTime() - before);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        Files.delete(output);
    }
}
