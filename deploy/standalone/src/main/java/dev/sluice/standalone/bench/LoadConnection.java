package dev.sluice.standalone.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One connection, opened again when the other side has closed it; on one event loop. */
final class LoadConnection {

    /** What stands for an answer that never came. */
    static final int NO_ANSWER = 0;

    private static final int CHUNK = 64 * 1024;
    private static final long PAUSE_MILLIS = 1;
    private static final String LENGTH = "content-length:";

    private final Vertx vertx;
    private final NetClient client;
    private final int port;
    private @Nullable NetSocket socket;
    private @Nullable IntConsumer waiting;

    LoadConnection(Vertx vertx, NetClient client, int port) {
        this.vertx = vertx;
        this.client = client;
        this.port = port;
    }

    /** Tells the status of the answer, once. */
    void send(Buffer request, IntConsumer answered) {
        waiting = answered;
        if (socket != null) {
            write(socket, request, 0);
            return;
        }
        client.connect(port, "127.0.0.1")
                .onSuccess(opened -> {
                    socket = opened;
                    opened.handler(new Answers(opened)).closeHandler(gone -> lost(opened));
                    opened.exceptionHandler(failure -> {}); // is closed next
                    write(opened, request, 0);
                })
                .onFailure(failure -> answered(NO_ANSWER));
    }

    /**
     * Large requests go in pieces with a pause, as over a network of half a gigabit: so an early
     * answer is heard, and loopback does not swallow megabytes before it.
     */
    private void write(NetSocket open, Buffer request, int from) {
        if (request.length() <= CHUNK) {
            open.write(request);
            return;
        }
        if (waiting == null || isGone(open)) {
            return;
        }
        int to = Math.min(from + CHUNK, request.length());
        open.write(request.slice(from, to));
        if (to < request.length()) {
            vertx.setTimer(PAUSE_MILLIS, pause -> write(open, request, to));
        }
    }

    private void lost(NetSocket closed) {
        if (!isGone(closed)) {
            socket = null;
            answered(NO_ANSWER);
        }
    }

    private boolean isGone(NetSocket one) {
        return !one.equals(socket);
    }

    private void answered(int status) {
        IntConsumer answered = waiting;
        waiting = null;
        if (answered != null) {
            answered.accept(status);
        }
    }

    /** Reads answers: a head that ends with an empty line, and a body of the length it says. */
    private final class Answers implements io.vertx.core.Handler<Buffer> {

        private static final String END = "\r\n\r\n";

        private final NetSocket open;
        private final RecordParser parser = RecordParser.newDelimited(END, this::record);
        private @Nullable String head;

        Answers(NetSocket open) {
            this.open = open;
        }

        @Override
        public void handle(Buffer bytes) {
            parser.handle(bytes);
        }

        private void record(Buffer record) {
            if (head == null) {
                head = record.toString().toLowerCase(Locale.ROOT);
                parser.fixedSizeMode(length(head));
                return;
            }
            String complete = head;
            head = null;
            parser.delimitedMode(END);
            if (complete.contains("connection: close")) {
                socket = null;
                open.close();
            }
            answered(Integer.parseInt(complete.substring(9, 12)));
        }

        private static int length(String head) {
            int at = head.indexOf(LENGTH) + LENGTH.length();
            int end = head.indexOf('\r', at);
            return Integer.parseInt(head.substring(at, end < 0 ? head.length() : end).strip());
        }
    }
}
