package dev.sluice.standalone.bench;

import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.forge.LoopbackForge;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.status.StatusWrite;
import dev.sluice.standalone.forge.webhook.Webhook;
import dev.sluice.standalone.run.Door;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The measurement: webhooks leave at a fixed rate whatever the services do, so that a slow answer
 * delays nothing but itself. The first ones warm the machine up and are not counted.
 */
final class LineBenchmark implements AutoCloseable {

    private static final int WARM_UP = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int ACCEPTED = 202;
    private static final String PENDING = "pending";

    /** Requires nothing, so that one scan that finds nothing passes. */
    private static final String POLICY =
            """
            apiVersion: sluice.dev/v1
            kind: Policy
            metadata:
              name: bench
            rules:
              - name: anything-new
                warn:
                  findings: finding.baselineState == 'new'
            """;

    private final LoopbackForge forge;
    private final LoopbackRepository repository;
    private final Path policy;
    private final Door door;
    private final int changes;
    private final int rate;
    private final Terminal terminal;
    private final String secret = UUID.randomUUID().toString();

    private LineBenchmark(
            LoopbackForge forge,
            LoopbackRepository repository,
            Path policy,
            Door door,
            int changes,
            int rate,
            Terminal terminal) {
        this.forge = forge;
        this.repository = repository;
        this.policy = policy;
        this.door = door;
        this.changes = changes;
        this.rate = rate;
        this.terminal = terminal;
    }

    static LineBenchmark prepare(
            DataDirectory data, Door door, int changes, int rate, Terminal terminal)
            throws IOException {
        Path policy = Files.writeString(data.path().resolve("policy.yaml"), POLICY);
        LoopbackForge forge = LoopbackForge.start(data.path().resolve("forge"));
        LoopbackRepository repository = forge.createRepository("acme", "bench");
        repository.commit(
                LoopbackRepository.DEFAULT_BRANCH, "Begin", Map.of("README.md", "# Bench\n"));
        return new LineBenchmark(forge, repository, policy, door, changes, rate, terminal);
    }

    Door door() {
        return door;
    }

    Map<String, String> settings() {
        var settings = new HashMap<>(forge.environment(secret));
        settings.put(NullScanner.ENABLED, "true");
        settings.put("SLUICE_SCANNERS", NullScanner.NAME);
        settings.put("SLUICE_POLICY", policy.toString());
        return settings;
    }

    void run() throws IOException, InterruptedException {
        terminal.line(
                "%d changes at %d a second, after %d that are not counted"
                        .formatted(changes, rate, WARM_UP));
        try (var client = HttpClient.newHttpClient()) {
            awaitStatuses(send(client, 1, WARM_UP));
            Map<String, Instant> sent = send(client, WARM_UP + 1, changes);
            awaitStatuses(sent);
            report(sent);
        }
    }

    private Map<String, Instant> send(HttpClient client, int first, int count)
            throws IOException, InterruptedException {
        var sent = new HashMap<String, Instant>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int number = first + i;
            String head = change(number);
            Webhook webhook = repository.pullRequest(number, "change-" + number, head).build();
            pauseUntil(start + i * 1_000_000_000L / rate);
            sent.put(head, Instant.now());
            int status =
                    client.send(webhook.request(door.webhooks(), secret), BodyHandlers.discarding())
                            .statusCode();
            if (status != ACCEPTED) {
                throw Refusal.internal("webhook " + number + " is answered with " + status);
            }
        }
        return sent;
    }

    private String change(int number) throws IOException {
        String branch = "change-" + number;
        repository.branch(branch, repository.tip(LoopbackRepository.DEFAULT_BRANCH));
        String head =
                repository.commit(
                        branch, "Change " + number, Map.of("src/" + number + ".txt", "x\n"));
        repository.pull(number, head);
        return head;
    }

    private static void pauseUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    private void awaitStatuses(Map<String, Instant> sent) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!sent.keySet().stream().allMatch(sha -> status(sha).isPresent())) {
            if (System.nanoTime() > deadline) {
                throw Refusal.internal(
                        "statuses are missing "
                                + PATIENCE.toSeconds()
                                + " s after the last webhook");
            }
            Thread.sleep(PAUSE);
        }
    }

    private Optional<StatusWrite> status(String sha) {
        return forge.writes(sha).stream().filter(w -> !w.state().equals(PENDING)).findFirst();
    }

    private void report(Map<String, Instant> sent) {
        var latencies =
                new Latencies(
                        sent.entrySet().stream()
                                .map(entry ->
                                        Duration.between(
                                                entry.getValue(),
                                                status(entry.getKey()).orElseThrow().at()))
                                .toList());
        terminal.line(
                "webhook sent to status received: p50 %d ms, p90 %d ms, p99 %d ms, max %d ms"
                        .formatted(
                                latencies.percentile(50).toMillis(),
                                latencies.percentile(90).toMillis(),
                                latencies.percentile(99).toMillis(),
                                latencies.percentile(100).toMillis()));
        terminal.line(
                "(fetching the commit included, scanner time nil, load generator and forge in the"
                        + " same process)");
        terminal.line(Machine.describe());
    }

    @Override
    public void close() {
        forge.close();
    }
}
