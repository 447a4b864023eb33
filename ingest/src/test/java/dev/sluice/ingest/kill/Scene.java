package dev.sluice.ingest.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.ingest.access.AdministratorsToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Ingest, what it depends on, and what is known of it. */
final class Scene implements AutoCloseable {

    private static final Duration A_WHILE = Duration.ofMinutes(2);

    private final Broker broker;
    private final Database database;
    private final History history;
    private final IngestProcess ingest;

    Scene(Path directory) throws IOException {
        broker = new Broker(directory.resolve("broker"));
        database = new Database();
        history = new History(broker.bootstrapServers());
        var environment = new HashMap<>(database.environment());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.throughTheProxy());
        environment.put("SLUICE_GITHUB_WEBHOOK_SECRETS", Sent.SECRET);
        environment.put("SLUICE_ADMIN_TOKEN_SHA256", AdministratorsToken.SHA256);
        ingest =
                new IngestProcess(
                        Map.of(
                                // The next one takes over at once instead of after ten seconds.
                                "mp.messaging.incoming.deliveries-in.group.instance.id", "one",
                                "mp.messaging.incoming.deliveries-in.auto.commit.interval.ms",
                                        "100"),
                        environment);
        ingest.start();
        ingest.awaitReady();
    }

    Broker broker() {
        return broker;
    }

    Database database() {
        return database;
    }

    History history() {
        return history;
    }

    IngestProcess ingest() {
        return ingest;
    }

    Sending send(Sent delivery) {
        history.sent(delivery);
        return Sending.to(ingest.port(), delivery);
    }

    /** It has to, and that is noted. */
    void acknowledges(Sending sending) {
        assertThat(sending.status()).as("answer").isEqualTo(202);
        history.acknowledged(sending.sent());
    }

    /** Delivers it and waits for what becomes of it. */
    void dealsWith(Sent delivery) {
        try (Sending sending = send(delivery)) {
            sending.all();
            acknowledges(sending);
        }
        awaits(delivery);
    }

    void awaits(Sent delivery) {
        await("events of " + delivery.event() + " " + delivery.id())
                .atMost(A_WHILE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> history.isComplete(delivery));
    }

    /**
     * Kills it where it is and starts it again.
     *
     * @param late whether what is on its way to the broker still arrives there
     */
    void dies(boolean late) {
        ingest.kill();
        broker.proxy().release(late);
        database.release();
        ingest.start();
        ingest.awaitReady();
    }

    /** Lets it read everything from the beginning, as after a group was reset (F20). */
    void readsEverythingAgain() {
        ingest.kill();
        broker.forgetOffsets("sluice.ingest");
        ingest.start();
        ingest.awaitReady();
    }

    @Override
    public void close() {
        ingest.close();
        history.close();
        database.close();
        broker.close();
    }
}
