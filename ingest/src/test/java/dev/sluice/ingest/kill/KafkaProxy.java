package dev.sluice.ingest.kill;

import dev.sluice.ingest.kill.Hold.Way;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands between ingest and the broker, and keeps back one kind of frame when it is told to. */
final class KafkaProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int broker;
    private volatile @Nullable Order order;

    /** A hold, and whether something is held. */
    private static final class Order {
        private final Hold hold;
        private final AtomicInteger passed = new AtomicInteger();
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        /** Whether what is held arrives in the end, after its sender has died. */
        private volatile boolean late;

        Order(Hold hold) {
            this.hold = hold;
        }
    }

    private record Asked(String client, short api) {}

    KafkaProxy(ServerSocket door, int broker) {
        this.door = door;
        this.broker = broker;
        Thread.ofVirtual().start(this::accept);
    }

    /** From now on. */
    void hold(Hold hold) {
        order = new Order(hold);
    }

    /** Whether something of that kind came and waits. */
    boolean holds() {
        Order current = order;
        return current != null && current.held.getCount() == 0;
    }

    /**
     * Nothing is held any more.
     *
     * @param late whether a request that was held reaches the broker now, or never
     */
    void release(boolean late) {
        Order current = order;
        order = null;
        if (current != null) {
            current.late = late;
            current.released.countDown();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        Map<Integer, Asked> asked = new ConcurrentHashMap<>();
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), broker)) {
            Thread answers = Thread.ofVirtual().start(() -> answers(server, client, asked));
            requests(client, server, asked);
            answers.join();
        } catch (IOException gone) {
            return; // one of the two has died, as it should
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requests(Socket client, Socket server, Map<Integer, Asked> asked)
            throws IOException, InterruptedException {
        var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        var out = new DataOutputStream(server.getOutputStream());
        for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
            var question = new Asked(frame.client(), frame.api());
            asked.put(frame.requestNumber(), question);
            if (passes(question, Way.REQUEST)) {
                frame.write(out);
            }
        }
        server.shutdownOutput();
    }

    private void answers(Socket server, Socket client, Map<Integer, Asked> asked) {
        try (server;
                client) {
            var in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
            var out = new DataOutputStream(client.getOutputStream());
            for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
                Asked question = asked.remove(frame.answerNumber());
                if (question == null || passes(question, Way.ANSWER)) {
                    frame.write(out);
                }
            }
        } catch (IOException gone) {
            return; // ingest has died, as it should
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits while it is held; whether it goes on then. */
    private boolean passes(Asked question, Way way) throws InterruptedException {
        Order current = order;
        if (current == null
                || current.hold.way() != way
                || !current.hold.concerns(question.client(), question.api())) {
            return true;
        }
        if (current.passed.getAndIncrement() < current.hold.passing()) {
            return true;
        }
        current.held.countDown();
        current.released.await();
        return current.late;
    }

    @Override
    public void close() {
        release(false);
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
