package dev.sluice.standalone.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Delivers pushes over a fixed number of connections, one request at a time on each, on the calling
 * thread. It writes requests made beforehand and makes nothing of an answer but its status, so that
 * it takes as little of the machine as it can.
 */
final class Load implements AutoCloseable {

    private final Selector selector;
    private final List<ByteBuffer> good = new ArrayList<>();
    private final List<ByteBuffer> bad = new ArrayList<>();
    private final ByteBuffer large;
    private final List<LoadConnection> connections = new ArrayList<>();

    Load(int port, String secret, int connectionCount) throws IOException {
        selector = Selector.open();
        for (int i = 0; i < PushDelivery.DIFFERENT; i++) {
            good.add(new PushDelivery(i).request(secret));
            bad.add(new PushDelivery(i).badlySigned());
        }
        large = new PushDelivery(0).largeRequest(secret);
        for (int i = 0; i < connectionCount; i++) {
            connections.add(new LoadConnection(selector, port));
        }
    }

    /** As fast as the answers come, for so long or until so many have been accepted. */
    LoadResult closed(Duration time, long deliveries, boolean mixed) throws IOException {
        return new LoadRun(this, LoadRun.UNPACED, time, deliveries, mixed).run();
    }

    /** So many a second, whatever the answers do; times count from when each was due. */
    LoadResult open(Duration time, int rate) throws IOException {
        return new LoadRun(this, rate, time, Long.MAX_VALUE, false).run();
    }

    List<LoadConnection> connections() {
        return connections;
    }

    Selector selector() {
        return selector;
    }

    ByteBuffer good(long number) {
        return good.get((int) (number % PushDelivery.DIFFERENT));
    }

    ByteBuffer bad(long number) {
        return bad.get((int) (number % PushDelivery.DIFFERENT));
    }

    ByteBuffer large() {
        return large;
    }

    @Override
    public void close() throws IOException {
        connections.forEach(LoadConnection::close);
        selector.close();
    }
}
