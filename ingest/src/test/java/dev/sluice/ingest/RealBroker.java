package dev.sluice.ingest;

import dev.sluice.events.Topic;
import dev.sluice.ingest.access.AdministratorsToken;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** One KRaft node inside the test's JVM, which a test can stop and start again on its data. */
public final class RealBroker implements QuarkusTestResourceLifecycleManager {

    /** Only ever used on loopback. */
    static final String ADMINISTRATOR = AdministratorsToken.TOKEN;

    private static @Nullable RealBroker current;

    private final int port = freePort();
    private final int controllerPort = freePort();
    private @Nullable Path data;
    private @Nullable KafkaRaftServer server;

    static RealBroker current() {
        return Objects.requireNonNull(current);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Map<String, String> start() {
        current = this;
        try {
            data = Files.createTempDirectory("ingest-broker");
            format(data);
            startServer();
            createTopics();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.ofEntries(
                Map.entry("sluice.ingest.access.admin-token-sha256", AdministratorsToken.SHA256),
                Map.entry("sluice.ingest.submissions.store-timeout", "3s"),
                Map.entry("mp.messaging.outgoing.submissions-out.connector", "smallrye-kafka"),
                Map.entry("kafka.bootstrap.servers", bootstrapServers()),
                Map.entry("sluice.ingest.webhooks.store-timeout", "8s"),
                Map.entry("mp.messaging.outgoing.deliveries-out.connector", "smallrye-kafka"),
                Map.entry("mp.messaging.incoming.deliveries-in.connector", "smallrye-kafka"),
                Map.entry("mp.messaging.incoming.deliveries-in.auto.commit.interval.ms", "300"),
                Map.entry("mp.messaging.incoming.dead-letters-in.connector", "smallrye-kafka"),
                Map.entry("mp.messaging.incoming.replays-in.connector", "smallrye-kafka"),
                Map.entry("mp.messaging.outgoing.audit-out.connector", "smallrye-kafka"),
                Map.entry("mp.messaging.outgoing.replays-out.connector", "smallrye-kafka"),
                Map.entry("mp.messaging.outgoing.changes-out.connector", "smallrye-kafka"));
    }

    void startServer() {
        server =
                new KafkaRaftServer(
                        new KafkaConfig(
                                Map.ofEntries(
                                        Map.entry("process.roles", "broker,controller"),
                                        Map.entry("node.id", "1"),
                                        Map.entry(
                                                "controller.quorum.voters",
                                                "1@127.0.0.1:" + controllerPort),
                                        Map.entry(
                                                "listeners",
                                                "PLAINTEXT://127.0.0.1:"
                                                        + port
                                                        + ",CONTROLLER://127.0.0.1:"
                                                        + controllerPort),
                                        Map.entry("controller.listener.names", "CONTROLLER"),
                                        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                                        Map.entry("log.dirs", data.toString()),
                                        Map.entry("offsets.topic.replication.factor", "1"),
                                        Map.entry("offsets.topic.num.partitions", "1"),
                                        Map.entry("group.initial.rebalance.delay.ms", "0"),
                                        Map.entry("auto.create.topics.enable", "false"))),
                        Time.SYSTEM);
        server.startup();
    }

    void stopServer() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    private static void format(Path directory) throws IOException {
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .run();
        } catch (Exception e) {
            throw new IOException("cannot format " + directory, e);
        }
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(
                            Stream.of(
                                            Topic.DELIVERIES,
                                            Topic.CHANGES,
                                            Topic.SUBMISSIONS,
                                            Topic.AUDIT,
                                            Topic.DEAD_LETTERS,
                                            Topic.REPLAYS)
                                    .map(RealBroker::topic)
                                    .toList())
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot create the topics", e);
        }
    }

    /** One that takes on the topic of deliveries what brokers do not take as they are. */
    private static NewTopic topic(Topic topic) {
        return new NewTopic(topic.topicName(), 1, (short) 1)
                .configs(
                        topic == Topic.DELIVERIES
                                ? Map.of(
                                        "max.message.bytes",
                                        "4000000",
                                        "message.timestamp.after.max.ms",
                                        String.valueOf(Long.MAX_VALUE))
                                : Map.of());
    }

    @Override
    public void stop() {
        stopServer();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
