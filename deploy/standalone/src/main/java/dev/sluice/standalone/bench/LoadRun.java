package dev.sluice.standalone.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** One measurement of a {@link Load}. */
final class LoadRun {

    /** The rate of a run that sends as soon as it has an answer. */
    static final long UNPACED = Long.MAX_VALUE;

    /** One request in so many is bad, and as many are large. */
    private static final int ONE_PERCENT = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long SECOND = 1_000_000_000L;
    private static final long TICK = 1_000_000L;

    private final Load load;
    private final LoadResult.Counts counts = new LoadResult.Counts();
    private final long rate;
    private final Duration time;
    private final long deliveries;
    private final boolean mixed;
    private final long start = System.nanoTime();

    /** Without a request; in their order where requests have their time. */
    private final Deque<LoadConnection> idle;

    /** With a request that is not written yet. */
    private final Deque<LoadConnection> writing = new ArrayDeque<>();

    private long now = start;
    private long ticked = start;
    private long sent;
    private int outstanding;

    LoadRun(Load load, long rate, Duration time, long deliveries, boolean mixed) {
        this.load = load;
        this.rate = rate;
        this.time = time;
        this.deliveries = deliveries;
        this.mixed = mixed;
        this.idle = new ArrayDeque<>(load.connections());
    }

    LoadResult run() throws IOException {
        listen(0); // who has gone away since the last run
        while (!over() || outstanding > 0) {
            sendWhatIsDue();
            listen(rate == UNPACED && writing.isEmpty() ? 100 : 1);
            if (now - ticked >= TICK) {
                ticked = now;
                writeOn();
            }
            if (now - start > time.plus(PATIENCE).toNanos()) {
                throw new IllegalStateException(
                        "the load did not end: %d of %d requests have no answer"
                                .formatted(outstanding, sent));
            }
        }
        return counts.result(now - start);
    }

    private boolean over() {
        return now - start > time.toNanos() || counts.accepted() >= deliveries;
    }

    private void listen(long millis) throws IOException {
        if (millis == 0) {
            load.selector().selectNow(key -> heard((LoadConnection) key.attachment()));
        } else {
            load.selector().select(key -> heard((LoadConnection) key.attachment()), millis);
        }
        now = System.nanoTime();
    }

    private void heard(LoadConnection connection) {
        ended(connection, connection.read());
    }

    private void sendWhatIsDue() {
        if (over()) {
            return;
        }
        long due = rate == UNPACED ? Long.MAX_VALUE : (now - start) * rate / SECOND;
        int connections = idle.size(); // one that fails at once has its turn again later
        for (int i = 0; i < connections && sent < due; i++) {
            send(idle.remove(), rate == UNPACED ? now : start + sent * SECOND / rate);
        }
    }

    private void send(LoadConnection connection, long due) {
        outstanding++;
        int status = connection.send(request(sent++), due);
        if (connection.isWriting() && !writing.contains(connection)) {
            writing.add(connection);
        }
        ended(connection, status);
    }

    private void writeOn() {
        for (int i = writing.size(); i > 0; i--) {
            LoadConnection connection = writing.remove();
            ended(connection, connection.write());
            if (connection.isWriting()) {
                writing.add(connection);
            }
        }
    }

    private void ended(LoadConnection connection, int status) {
        if (status == LoadConnection.WAITING) {
            return;
        }
        outstanding--;
        long answered = System.nanoTime();
        counts.add(status, answered - connection.due());
        if (rate == UNPACED && status != LoadConnection.NO_ANSWER && !over()) {
            send(connection, answered);
        } else {
            idle.add(connection);
        }
    }

    private ByteBuffer request(long number) {
        if (mixed && number % ONE_PERCENT == 0) {
            return load.bad(number);
        }
        return mixed && number % ONE_PERCENT == ONE_PERCENT / 2 ? load.large() : load.good(number);
    }
}
