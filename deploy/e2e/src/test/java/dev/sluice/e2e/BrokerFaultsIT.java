package dev.sluice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.ChangePushed;
import dev.sluice.events.Event;
import dev.sluice.events.wire.Json;
import dev.sluice.standalone.database.EmbeddedDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults F10 to F14 between ingest and its broker, under load: whatever was answered with 202
 * becomes its event, once; everything else is answered with 503 and when to come again; and
 * afterwards ingest goes on by itself.
 *
 * <p>{@code -Dsluice.faults.seeds=1-200} chooses the schedules, {@code
 * -Dsluice.faults.lasting=PT30S} how long a fault lasts, {@code -Dsluice.faults.away=PT5M} how long
 * the broker is down; in the build it is one schedule of short ones.
 */
@Timeout(3600)
@EnabledIfSystemProperty(
        named = "sluice.faults",
        matches = "true",
        disabledReason = "BrokerFaultsIT takes minutes; .ci/run runs it: -Dsluice.faults=true")
class BrokerFaultsIT {

    private static final int SENDERS = 8;
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration LASTING =
            Duration.parse(System.getProperty("sluice.faults.lasting", "PT1.5S"));
    private static final Duration AWAY =
            Duration.parse(System.getProperty("sluice.faults.away", "PT3S"));

    private static BrokerBehindLink broker;
    private static EmbeddedDatabase database;
    private static ServiceProcess ingest;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** What can happen. */
    enum Fault {
        KILLED,
        SLOW,
        THIN,
        SILENT,
        RESET
    }

    /** What the senders were told, while they go on. */
    private static final class Answers {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Queue<UUID> accepted = new ConcurrentLinkedQueue<>();
        private final AtomicInteger later = new AtomicInteger();
        private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        broker = BrokerBehindLink.start(directory.resolve("broker"));
        database = new EmbeddedDatabase(directory.resolve("database"));
        int port = ServiceProcess.freePort();
        Path program = Path.of("..", "..", "ingest", "target", "quarkus-app", "quarkus-run.jar");
        Map<String, String> environment =
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        broker.bootstrapServers(),
                        "SLUICE_GITHUB_WEBHOOK_SECRETS",
                        Line.WEBHOOK_SECRET,
                        "SLUICE_DATABASE_URL",
                        database.jdbcUrl(),
                        "SLUICE_DATABASE_USER",
                        database.user(),
                        "SLUICE_DATABASE_PASSWORD",
                        database.password(),
                        "SLUICE_RECONCILER_ENABLED",
                        "false",
                        "QUARKUS_HTTP_PORT",
                        String.valueOf(port));
        ingest = ServiceProcess.of("ingest", program, List.of(), environment, port).start();
        ingest.awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        if (ingest != null) {
            ingest.close();
        }
        if (broker != null) {
            broker.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void withoutABrokerNothingIsAcceptedAndItGoesOnByItself() throws Exception {
        assertThat(deliver().statusCode()).isEqualTo(202);
        broker.kill();
        try {
            long end = System.nanoTime() + AWAY.toNanos();
            do {
                HttpResponse<String> answer = deliver();
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            } while (System.nanoTime() < end);
        } finally {
            broker.start();
        }

        recovers();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverWasAcceptedBecomesItsEventOnce(long seed) throws Exception {
        var random = new Random(seed);
        var faults = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(faults, random);
        var answers = new Answers();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(Thread.ofVirtual().start(() -> send(answers)));
        }
        try {
            for (Fault fault : faults) {
                int before = answers.accepted.size();
                await().atMost(RECOVERY).until(() -> answers.accepted.size() > before + SENDERS);
                happen(fault, LASTING.plusMillis(random.nextInt(500)), answers);
            }
            recovers();
        } finally {
            answers.over.set(true);
            for (Thread sender : senders) {
                sender.join();
            }
        }

        assertThat(answers.complaints).as("seed %d", seed).isEmpty();
        assertBecameEvents(Set.copyOf(answers.accepted), seed);
    }

    static LongStream seeds() {
        String[] range = System.getProperty("sluice.faults.seeds", "1").split("-", 2);
        return LongStream.rangeClosed(
                Long.parseLong(range[0]), Long.parseLong(range[range.length - 1]));
    }

    /** An event may be on the wire twice, but there are never two of one delivery. */
    private static void assertBecameEvents(Set<UUID> accepted, long seed) {
        try (var log = new EventLog(broker.bootstrapServers())) {
            await().atMost(RECOVERY)
                    .untilAsserted(() ->
                            assertThat(events(log).keySet())
                                    .as("seed %d", seed)
                                    .containsAll(accepted));
            assertThat(events(log).values())
                    .as("seed %d", seed)
                    .allSatisfy(ids -> assertThat(ids).hasSize(1));
        }
    }

    private static Map<UUID, Set<UUID>> events(EventLog log) {
        return log.events().stream()
                .filter(event -> event.fact() instanceof ChangePushed)
                .collect(
                        Collectors.groupingBy(
                                Event::correlationId,
                                Collectors.mapping(
                                        Event::id, Collectors.toCollection(HashSet::new))));
    }

    private static void happen(Fault fault, Duration time, Answers answers) throws Exception {
        switch (fault) {
            case KILLED -> {
                broker.kill();
                Thread.sleep(time);
                broker.start();
            }
            case SLOW -> during(new FaultyLink.State.Slow(Duration.ofMillis(500)), time);
            case THIN -> during(new FaultyLink.State.Thin(10_000), time);
            case SILENT -> {
                int before = answers.later.get();
                broker.link().becomes(new FaultyLink.State.Silent());
                Thread.sleep(time);
                await().atMost(RECOVERY).until(() -> answers.later.get() > before);
                broker.link().becomes(new FaultyLink.State.Whole());
                broker.link().reset(); // the other half is gone by now
            }
            case RESET -> {
                for (int i = 0; i < 10; i++) {
                    broker.link().reset();
                    Thread.sleep(time.dividedBy(10));
                }
            }
        }
    }

    private static void during(FaultyLink.State state, Duration time) throws InterruptedException {
        broker.link().becomes(state);
        Thread.sleep(time);
        broker.link().becomes(new FaultyLink.State.Whole());
    }

    private static void send(Answers answers) {
        while (!answers.over.get()) {
            try {
                HttpResponse<String> answer = deliver();
                switch (answer.statusCode()) {
                    case 202 -> answers.accepted.add(correlationId(answer));
                    case 503 -> {
                        answers.later.incrementAndGet();
                        if (answer.headers().firstValue("Retry-After").isEmpty()) {
                            answers.complaints.add("503 without Retry-After");
                        }
                    }
                    default -> answers.complaints.add(answer.statusCode() + " " + answer.body());
                }
            } catch (Webhooks.NotDeliveredException | IOException e) {
                answers.complaints.add("no answer: " + e);
            }
        }
    }

    private static UUID correlationId(HttpResponse<String> answer) throws IOException {
        return UUID.fromString(
                Json.mapper().readTree(answer.body()).path("correlationId").asText());
    }

    private static void recovers() {
        await().atMost(RECOVERY).until(() -> deliver().statusCode() == 202);
        assertThat(ingest.running()).isTrue();
    }

    /**
     * A push to the default branch, to repositories of many partitions, and large enough for a
     * batch to break in the middle.
     */
    private static HttpResponse<String> deliver() {
        int number = NUMBER.incrementAndGet();
        int repository = 1 + number % 50;
        byte[] body =
                """
                {"ref": "refs/heads/main", "before": "%040x", "after": "%040x",
                 "repository": {"id": %d, "name": "shop-%d", "default_branch": "main",
                                "pushed_at": 1790000000, "owner": {"id": 1, "login": "acme"}},
                 "sender": {"id": 2, "login": "mona", "type": "User"}, "padding": "%s"}
                """
                        .formatted(number, number + 1, repository, repository, "x".repeat(8000))
                        .getBytes(UTF_8);
        return Webhooks.send(
                ingest.address(),
                "push",
                "fault-" + number,
                body,
                Webhooks.signature(Line.WEBHOOK_SECRET, body));
    }
}
