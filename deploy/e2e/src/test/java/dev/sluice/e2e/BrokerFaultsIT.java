package dev.sluice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.Topic;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults F10 to F14 between ingest and its broker, under load: whatever was answered with 2xx is in
 * Kafka, everything else with 503 and when to come again, and afterwards ingest goes on by itself.
 *
 * <p>{@code -Dsluice.faults.seeds=1-200} chooses the schedules; CI runs one.
 */
@Timeout(3600)
class BrokerFaultsIT {

    private static final int SENDERS = 8;
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final int SHORTEST_MILLIS = 1000;
    private static final int MORE_MILLIS = 1500;

    private static BrokerBehindLink broker;
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

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        broker = BrokerBehindLink.start(directory.resolve("broker"));
        int port = ServiceProcess.freePort();
        ingest =
                ServiceProcess.of(
                                "ingest",
                                Path.of(
                                        "..",
                                        "..",
                                        "ingest",
                                        "target",
                                        "quarkus-app",
                                        "quarkus-run.jar"),
                                List.of(),
                                Map.of(
                                        "KAFKA_BOOTSTRAP_SERVERS",
                                        broker.bootstrapServers(),
                                        "SLUICE_GITHUB_WEBHOOK_SECRETS",
                                        Line.WEBHOOK_SECRET,
                                        "QUARKUS_HTTP_PORT",
                                        String.valueOf(port)),
                                port)
                        .start();
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
    }

    @Test
    void withoutABrokerNothingIsAcceptedAndItGoesOnByItself() throws Exception {
        accepted(deliver(id()));
        broker.kill();
        try {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = deliver(id());
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        } finally {
            broker.start();
        }
        recovers();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverWasAcceptedIsInKafka(long seed) throws Exception {
        var random = new Random(seed);
        var faults = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(faults, random);
        Queue<String> accepted = new ConcurrentLinkedQueue<>();
        Queue<String> complaints = new ConcurrentLinkedQueue<>();
        var over = new AtomicBoolean();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(Thread.ofVirtual().start(() -> sendUntil(over, accepted, complaints)));
        }
        try {
            for (Fault fault : faults) {
                int before = accepted.size();
                await().atMost(RECOVERY).until(() -> accepted.size() > before + SENDERS);
                happen(fault, Duration.ofMillis(SHORTEST_MILLIS + random.nextInt(MORE_MILLIS)));
            }
            recovers();
        } finally {
            over.set(true);
            for (Thread sender : senders) {
                sender.join();
            }
        }

        assertThat(complaints).as("seed %d", seed).isEmpty();
        assertThat(stored()).as("seed %d", seed).containsAll(accepted);
    }

    static LongStream seeds() {
        String[] range = System.getProperty("sluice.faults.seeds", "1").split("-", 2);
        return LongStream.rangeClosed(
                Long.parseLong(range[0]), Long.parseLong(range[range.length - 1]));
    }

    private static void happen(Fault fault, Duration time) throws Exception {
        switch (fault) {
            case KILLED -> {
                broker.kill();
                Thread.sleep(time);
                broker.start();
            }
            case SLOW -> during(new FaultyLink.State.Slow(Duration.ofMillis(500)), time);
            case THIN -> during(new FaultyLink.State.Thin(10_000), time);
            case SILENT -> {
                during(new FaultyLink.State.Silent(), time);
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

    private static void sendUntil(
            AtomicBoolean over, Queue<String> accepted, Queue<String> complaints) {
        while (!over.get()) {
            String id = id();
            HttpResponse<String> answer = deliver(id);
            switch (answer.statusCode()) {
                case 202 -> accepted.add(id);
                case 503 -> {
                    if (answer.headers().firstValue("Retry-After").isEmpty()) {
                        complaints.add("503 without Retry-After");
                    }
                }
                default -> complaints.add(answer.statusCode() + " " + answer.body());
            }
        }
    }

    private static void recovers() {
        await().atMost(RECOVERY).until(() -> deliver(id()).statusCode() == 202);
        assertThat(ingest.running()).isTrue();
    }

    private static void accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    private static String id() {
        return "fault-" + NUMBER.incrementAndGet();
    }

    /** Of repositories of many partitions, and large enough for a batch to break in the middle. */
    private static HttpResponse<String> deliver(String id) {
        int repository = 1 + Math.floorMod(id.hashCode(), 50);
        byte[] body =
                "{\"repository\":{\"id\":%d},\"padding\":\"%s\"}"
                        .formatted(repository, "x".repeat(8000))
                        .getBytes(UTF_8);
        return Webhooks.send(
                ingest.address(), "star", id, body, Webhooks.signature(Line.WEBHOOK_SECRET, body));
    }

    private static Set<String> stored() {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topic.Names.DELIVERIES).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var ids = new HashSet<String>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                ids.add(
                                        new String(
                                                record.headers()
                                                        .lastHeader("sluice_delivery")
                                                        .value(),
                                                UTF_8)));
            }
            return ids;
        }
    }
}
