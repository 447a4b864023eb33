package dev.sluice.standalone.run;

import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Waits until all services say that they are ready. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;

    private Readiness() {}

    static void await(Door door) throws InterruptedException {
        URI address = door.url().resolve("/q/health/ready");
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (!isReady(client, request)) {
                if (System.nanoTime() > deadline) {
                    throw Refusal.internal(
                            address + " does not say ready within " + PATIENCE.toSeconds() + " s");
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notListeningYet) {
            return false;
        }
    }
}
