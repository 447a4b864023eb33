package dev.sluice.standalone.run;

import dev.sluice.standalone.broker.EmbeddedBroker;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.database.EmbeddedDatabase;
import dev.sluice.standalone.topics.TopicAdministration;
import dev.sluice.standalone.topics.TopicShape;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What services stand on: a broker with all topics and a database, both in one data directory. They
 * are stopped when the process ends, after those who stand on them.
 */
public final class Ground implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Ground.class);
    private static final long DRAIN_SECONDS = 20;

    private final DataDirectory data;
    private final FutureTask<EmbeddedBroker> broker;
    private final FutureTask<EmbeddedDatabase> database;
    private boolean closed;
    private volatile CountDownLatch users = new CountDownLatch(0);

    private Ground(DataDirectory data) {
        this.data = data;
        this.broker = new FutureTask<>(() -> startBroker(data));
        this.database = new FutureTask<>(() -> new EmbeddedDatabase(data.database()));
    }

    /**
     * Starts both side by side and makes the topics.
     *
     * @throws Refusal when one of them does not start; then neither runs
     */
    public static Ground start(DataDirectory data) throws InterruptedException {
        var ground = new Ground(data);
        Thread.ofPlatform().name("start-database").start(ground.database);
        Thread.ofPlatform().name("start-broker").start(ground.broker);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(ground::stop));
        try {
            ground.started("broker", ground.broker);
            ground.started("database", ground.database);
            return ground;
        } catch (Refusal e) {
            ground.close();
            throw e;
        }
    }

    private static EmbeddedBroker startBroker(DataDirectory data) throws IOException {
        var broker = new EmbeddedBroker(data.broker());
        try (var topics = new TopicAdministration(broker.bootstrapServers(), Map.of())) {
            topics.create(TopicShape.forOneBroker());
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private <T> T started(String name, FutureTask<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.errorf(cause, "the embedded %s does not start", name);
            throw Refusal.internal(
                    "the embedded %s does not start: %s; see %s"
                            .formatted(name, cause.getMessage(), data.log()),
                    cause);
        }
    }

    public String bootstrapServers() throws InterruptedException {
        return started("broker", broker).bootstrapServers();
    }

    /** What the services have to be told. */
    Map<String, String> settings() throws InterruptedException {
        EmbeddedDatabase postgres = started("database", database);
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers(),
                "SLUICE_DATABASE_URL",
                postgres.jdbcUrl(),
                "SLUICE_DATABASE_USER",
                postgres.user(),
                "SLUICE_DATABASE_PASSWORD",
                postgres.password(),
                "SLUICE_CACHE",
                data.cache().toString(),
                "sluice.scanner-workers.secrets.key-file",
                data.fingerprintKey().toString(),
                "quarkus.log.file.path",
                data.log().toString());
    }

    /** From now on the ground is only stopped after the latch is down, or after a long wait. */
    void holdUntil(CountDownLatch released) {
        users = released;
    }

    private void stop() {
        try {
            if (!users.await(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the services did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /**
     * Stops both side by side; a second call does nothing. Whoever calls meanwhile waits: when the
     * hook returns too early, the process ends in the middle of it.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Thread other =
                    Thread.ofPlatform().name("stop-database").start(() -> closeIfStarted(database));
            closeIfStarted(broker);
            awaitEnd(other);
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeIfStarted(FutureTask<? extends AutoCloseable> task) {
        try {
            task.get().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("not stopped", e);
        }
    }
}
