package dev.sluice.scanners.kill;

import static org.awaitility.Awaitility.await;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.scanners.fixture.GitRepository;
import dev.sluice.scanners.fixture.GitRepository.Files;
import dev.sluice.scanners.fixture.GitServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, a forge that can keep workers waiting, workers, and what is known of them. */
final class Scene implements AutoCloseable {

    static final String GROUP = "sluice.scanner-workers";

    /** The name of a repository whose fetches take as long as the test wants. */
    static final String SLOW = "slow";

    private final Path directory;
    private final Broker broker;
    private final GitRepository origin;
    private final GitServer forge;
    private final KafkaProducer<String, byte[]> producer;
    private final ScanLog log;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final List<Event<?>> asked = new ArrayList<>();
    private final AtomicInteger slowFetches = new AtomicInteger();
    private final String head;
    private volatile CountDownLatch letGo = new CountDownLatch(1);

    Scene(Path directory) throws IOException {
        this.directory = directory;
        broker = new Broker(directory.resolve("broker"));
        origin = GitRepository.create(directory.resolve("origin.git"));
        head = origin.commit(files());
        origin.ref("refs/heads/main", head);
        forge = GitServer.of(origin);
        forge.alsoAs(SLOW);
        forge.intercept(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/ada/" + SLOW)) {
                slowFetches.incrementAndGet();
                awaitRelease();
            }
            return false;
        });
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer());
        log = new ScanLog(broker.bootstrapServers());
    }

    /** Something to find, and something to do. */
    private static Files files() {
        Files files = Files.of("key", "aws_access_key_id = AKIA" + "Z7VRSQ5TJN2XMPLQ");
        for (int i = 0; i < 50; i++) {
            files = files.and("file-" + i, ("line of file " + i + "\n").repeat(2_000));
        }
        return files;
    }

    Broker broker() {
        return broker;
    }

    ScanLog log() {
        return log;
    }

    /** A worker with a cache of its own; those of one name share it, one after the other. */
    WorkerProcess worker(String name, Map<String, String> settings) {
        var all = new HashMap<String, String>();
        all.put("mp.messaging.incoming.scanners-changes-in.session.timeout.ms", "6000");
        all.put("mp.messaging.incoming.scanners-changes-in.heartbeat.interval.ms", "500");
        // Nothing but the test ends a fetch.
        all.put("sluice.scanner-workers.clone-timeout", "PT1H");
        all.put("sluice.scanner-workers.fetch-timeout", "PT1H");
        all.putAll(settings);
        WorkerProcess worker =
                WorkerProcess.start(
                                all,
                                Map.of(
                                        "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                                        "SLUICE_CACHE", directory.resolve(name).toString(),
                                        "SLUICE_FINGERPRINT_KEY", "0f".repeat(32),
                                        "SLUICE_GITHUB_API_URL", forge.api().toString(),
                                        "SLUICE_ALLOW_PRIVATE_HOSTS", "127.0.0.1"))
                        .awaitReady();
        workers.add(worker);
        return worker;
    }

    /** One that takes over from its predecessor at once. */
    WorkerProcess successor() {
        return worker(
                "one",
                Map.of("mp.messaging.incoming.scanners-changes-in.group.instance.id", "one"));
    }

    /** A push to a repository that is fetched at once. */
    Event<?> push(long repository) {
        return push(new Repository("github", repository, 1, "ada", "example"));
    }

    /** A push to a repository whose fetch takes until {@link #release}. */
    Event<?> pushSlow(long repository) {
        return push(new Repository("github", repository, 1, "ada", SLOW));
    }

    private Event<?> push(Repository repository) {
        var pushed =
                new ChangePushed(
                        Revision.of(ChangeId.pushed(repository, "main"), head, "main"),
                        repository,
                        null,
                        false,
                        new Account(1, "ada"));
        var event =
                new Event<>(
                        UUID.randomUUID(),
                        Service.INGEST,
                        Instant.now(),
                        UUID.randomUUID(),
                        null,
                        null,
                        pushed);
        try {
            producer.send(EventWriter.record(event)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        asked.add(event);
        return event;
    }

    int slowFetches() {
        return slowFetches.get();
    }

    void awaitSlowFetch(int number) {
        until(() -> slowFetches() >= number);
    }

    void release() {
        letGo.countDown();
    }

    private void awaitRelease() throws InterruptedIOException {
        try {
            letGo.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    /** All that was asked has ended, and nobody will do it again. */
    void awaitsAndChecksAll() {
        until(() -> asked.stream().allMatch(log::hasEnded));
        until(() -> broker.isDone(GROUP, Topic.CHANGES));
        log.check(asked);
    }

    static void until(Callable<Boolean> reached) {
        await().atMost(Duration.ofSeconds(600))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(reached);
    }

    @Override
    public void close() {
        release();
        workers.forEach(WorkerProcess::close);
        log.close();
        producer.close();
        forge.close();
        origin.close();
        broker.close();
    }
}
