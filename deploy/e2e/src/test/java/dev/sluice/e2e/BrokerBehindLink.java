package dev.sluice.e2e;

import dev.sluice.standalone.broker.EmbeddedBroker;
import dev.sluice.standalone.data.KeptPort;
import dev.sluice.standalone.topics.TopicAdministration;
import dev.sluice.standalone.topics.TopicShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A broker in a process of its own, which can be killed, and which its clients reach through a
 * {@link FaultyLink} alone: that is the address it gives them.
 */
final class BrokerBehindLink implements AutoCloseable {

    private static final String READY = "broker is ready";

    private final Path directory;
    private final FaultyLink link;
    private @Nullable Process process;

    private BrokerBehindLink(Path directory, FaultyLink link) {
        this.directory = directory;
        this.link = link;
    }

    static BrokerBehindLink start(Path directory) throws IOException {
        Files.createDirectories(directory);
        int port = KeptPort.in(directory.resolve("port"));
        var broker = new BrokerBehindLink(directory, FaultyLink.to(port));
        broker.start();
        try (var topics = new TopicAdministration(broker.bootstrapServers(), Map.of())) {
            topics.create(TopicShape.forOneBroker());
        }
        return broker;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + link.port();
    }

    FaultyLink link() {
        return link;
    }

    /** Returns when it answers. */
    void start() throws IOException {
        Process started =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // It lives for a minute or two.
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BrokerBehindLink.class.getName(),
                                directory.toString(),
                                Integer.toString(link.port()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        process = started;
        BufferedReader lines = started.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(READY)) {
                return;
            }
        }
        throw new IOException("the broker's process ended early");
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
            process = null;
        }
    }

    public static void main(String[] arguments) throws Exception {
        var advertised = Map.of("advertised.listeners", "PLAINTEXT://127.0.0.1:" + arguments[1]);
        try (var _ = new EmbeddedBroker(Path.of(arguments[0]), advertised)) {
            System.out.println(READY);
            new CountDownLatch(1).await();
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.destroyForcibly();
        }
        link.close();
    }
}
