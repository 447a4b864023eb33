package dev.sluice.ingest;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A forge that delivers one webhook after the other, signed with the secret that it is told. */
final class SteadySender implements AutoCloseable {

    /** A delivery and what was answered. */
    record Sent(String deliveryId, String secret, int status) {}

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final String body = IngestIT.payload("");
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile String secret;
    private volatile boolean stopped;

    SteadySender(String secret) {
        this.secret = secret;
        thread.start();
    }

    private void run() {
        while (!stopped) {
            String signedWith = secret;
            String deliveryId = "steady-" + UUID.randomUUID();
            int status = IngestIT.deliver(deliveryId, body, signedWith).statusCode();
            sent.add(new Sent(deliveryId, signedWith, status));
        }
    }

    void signWith(String other) {
        secret = other;
    }

    /** Returns when so many more were answered, all of which were signed with the secret of now. */
    void awaitMore(int number) {
        String now = secret;
        long before = signedWith(now);
        await().atMost(Duration.ofMinutes(2)).until(() -> signedWith(now) >= before + number);
    }

    private long signedWith(String which) {
        return sent.stream().filter(one -> one.secret().equals(which)).count();
    }

    /** All that was answered so far. */
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Returns when the last answer is there. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
