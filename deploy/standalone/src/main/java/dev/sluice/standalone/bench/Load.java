package dev.sluice.standalone.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Delivers pushes over a fixed number of connections, one request at a time on each, on one event
 * loop. It writes requests made beforehand, so that it takes as little of the machine as it can.
 */
final class Load implements AutoCloseable {

    /** One request in so many is bad, and as many are large. */
    private static final int ONE_PERCENT = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client;
    private final List<Buffer> good = new ArrayList<>();
    private final List<Buffer> bad = new ArrayList<>();
    private final Buffer large;
    private final List<LoadConnection> connections = new ArrayList<>();

    Load(int port, String secret, int connectionCount) {
        this.client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        for (int i = 0; i < PushDelivery.DIFFERENT; i++) {
            good.add(new PushDelivery(i).request(secret));
            bad.add(new PushDelivery(i).badlySigned());
        }
        large = new PushDelivery(0).largeRequest(secret);
        for (int i = 0; i < connectionCount; i++) {
            connections.add(new LoadConnection(vertx, client, port));
        }
    }

    /** As fast as the answers come, for so long or until so many have been accepted. */
    LoadResult closed(Duration time, long deliveries, boolean mixed) throws InterruptedException {
        return run(new Run(Long.MAX_VALUE, time, deliveries, mixed));
    }

    /** So many a second, whatever the answers do; times count from when each was due. */
    LoadResult open(Duration time, int rate) throws InterruptedException {
        return run(new Run(rate, time, Long.MAX_VALUE, false));
    }

    private LoadResult run(Run run) throws InterruptedException {
        vertx.runOnContext(start -> run.start());
        try {
            return run.done.get(run.time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the load did not end: " + run, e);
        }
    }

    @Override
    public void close() {
        vertx.close();
    }

    /** One measurement; all of it happens on the event loop. */
    private final class Run {

        private final CompletableFuture<LoadResult> done = new CompletableFuture<>();
        private final Deque<LoadConnection> idle = new ArrayDeque<>();
        private final LoadResult.Counts counts = new LoadResult.Counts();
        private final long rate;
        private final Duration time;
        private final long deliveries;
        private final boolean mixed;
        private long start;
        private long sent;
        private int outstanding;

        Run(long rate, Duration time, long deliveries, boolean mixed) {
            this.rate = rate;
            this.time = time;
            this.deliveries = deliveries;
            this.mixed = mixed;
        }

        void start() {
            start = System.nanoTime();
            if (rate == Long.MAX_VALUE) {
                connections.forEach(this::next);
            } else {
                idle.addAll(connections);
                vertx.setPeriodic(1, this::sendWhatIsDue);
            }
        }

        private boolean over() {
            return System.nanoTime() - start > time.toNanos() || counts.accepted() >= deliveries;
        }

        private void sendWhatIsDue(long timer) {
            if (over()) {
                vertx.cancelTimer(timer);
                end();
                return;
            }
            long due = (System.nanoTime() - start) * rate / 1_000_000_000L;
            while (sent < due && !idle.isEmpty()) {
                send(idle.poll(), start + sent * 1_000_000_000L / rate);
            }
        }

        private void next(LoadConnection connection) {
            if (over()) {
                end();
            } else {
                send(connection, System.nanoTime());
            }
        }

        private void send(LoadConnection connection, long dueNanos) {
            outstanding++;
            connection.send(
                    request(sent++),
                    status -> {
                        outstanding--;
                        counts.add(status, System.nanoTime() - dueNanos);
                        if (rate == Long.MAX_VALUE) {
                            next(connection);
                        } else {
                            idle.add(connection);
                            end();
                        }
                    });
        }

        private Buffer request(long number) {
            int which = (int) (number % PushDelivery.DIFFERENT);
            if (mixed && number % ONE_PERCENT == 0) {
                return bad.get(which);
            }
            return mixed && number % ONE_PERCENT == ONE_PERCENT / 2 ? large : good.get(which);
        }

        private void end() {
            if (outstanding == 0 && over()) {
                done.complete(counts.result(System.nanoTime() - start));
            }
        }

        @Override
        public String toString() {
            return outstanding + " of " + sent + " requests have no answer";
        }
    }
}
