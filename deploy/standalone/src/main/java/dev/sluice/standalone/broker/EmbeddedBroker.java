package dev.sluice.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.standalone.data.KeptPort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One KRaft node, broker and controller in one, on two loopback ports that are kept with the data.
 * It makes no topic by itself.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final int NODE = 1;

    private final int port;
    private final KafkaRaftServer server;

    /**
     * Starts on this directory, which is formatted when it is empty; returns when clients can
     * connect.
     *
     * @throws IOException when the directory cannot be written
     */
    public EmbeddedBroker(Path directory) throws IOException {
        this(directory, Map.of());
    }

    /**
     * The same with more settings, which win: for tests that stand between it and its clients.
     *
     * @throws IOException when the directory cannot be written
     */
    public EmbeddedBroker(Path directory, Map<String, String> more) throws IOException {
        Path records = directory.resolve("records");
        Files.createDirectories(records);
        port = KeptPort.in(directory.resolve("port"));
        int controllerPort = KeptPort.in(directory.resolve("controller-port"));
        if (!Files.exists(records.resolve("meta.properties"))) {
            format(records);
        }
        var settings = new HashMap<>(settings(records, port, controllerPort));
        settings.putAll(more);
        server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
    }

    /** {@code 127.0.0.1:port}, as clients want it. */
    public String bootstrapServers() {
        return address(port);
    }

    /**
     * Where clients find the broker of this directory, if it runs; empty when there never was one.
     *
     * @throws IOException when the directory cannot be read
     */
    public static Optional<String> lastBootstrapServers(Path directory) throws IOException {
        OptionalInt port = KeptPort.last(directory.resolve("port"));
        return port.isPresent() ? Optional.of(address(port.getAsInt())) : Optional.empty();
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    private static Map<String, String> settings(Path records, int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
                Map.entry(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:"
                                + port
                                + ",CONTROLLER://127.0.0.1:"
                                + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("log.dirs", records.toString()),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false"),
                // Only the consumers' offsets are compacted: no need for the 128 MB of the default.
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("log.cleaner.io.buffer.size", "65536"),
                // Where little is to be kept, soon.
                Map.entry("log.retention.check.interval.ms", "30000"),
                // After kill -9 the new start waits until the old registration has expired.
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"));
    }

    private static void format(Path records) throws IOException {
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .addDirectory(records.toString())
                    .setMetadataLogDirectory(records.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setUnstableFeatureVersionsEnabled(false)
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot format " + records, e);
        }
    }

    /**
     * Stops cleanly, so that the next start need not wait; returns when the last file is closed.
     */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
