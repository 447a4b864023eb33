package dev.sluice.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One service in a JVM of its own, as an operator runs it: started with environment variables,
 * killed, started again.
 */
final class ServiceProcess implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final URI address;
    private final Path log;
    private @Nullable Process process;

    private ServiceProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            URI address,
            Path log) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.address = address;
        this.log = log;
    }

    /** A service that listens on a free port of the loopback address; not started yet. */
    static ServiceProcess of(
            String name,
            Path jar,
            List<String> arguments,
            Map<String, String> environment,
            int port) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    jar + " is not there: build the services first (./mvnw verify does)");
        }
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // It lives for a minute or two.
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-jar",
                                jar.toString()));
        command.addAll(arguments);
        try {
            Path log =
                    Files.createDirectories(Path.of("target", "service-logs"))
                            .resolve(name + "-" + port + ".log");
            return new ServiceProcess(
                    name, command, environment, URI.create("http://127.0.0.1:" + port), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServiceProcess start() {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The surroundings of whoever runs the tests must not leak in: a real token, another
        // broker.
        builder.environment()
                .keySet()
                .removeIf(key ->
                        key.startsWith("SLUICE_")
                                || key.startsWith("KAFKA_")
                                || key.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    ServiceProcess awaitReady() {
        await(name + " is ready, see " + log)
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    if (!running()) {
                        throw new IllegalStateException(name + " has ended, see " + log);
                    }
                    return ready();
                });
        return this;
    }

    boolean running() {
        return process != null && process.isAlive();
    }

    boolean ready() throws InterruptedException {
        try {
            var request =
                    HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                            .timeout(Duration.ofSeconds(5))
                            .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    URI address() {
        return address;
    }

    Path log() {
        return log;
    }

    /** As {@code kill -9} does: no shutdown hook runs. */
    void kill() {
        end(true);
    }

    /** As a supervisor does first: SIGTERM. */
    void stop() {
        end(false);
    }

    private void end(boolean forcibly) {
        Process ending = process;
        if (ending == null) {
            return;
        }
        if (forcibly) {
            ending.destroyForcibly();
        } else {
            ending.destroy();
        }
        try {
            if (!ending.waitFor(30, TimeUnit.SECONDS)) {
                ending.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
