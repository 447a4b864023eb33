package dev.sluice.ingest.webhooks;

import dev.sluice.ingest.forge.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What became of reading a request's body. */
sealed interface Body {

    /** All of it. */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Received(byte[] bytes) implements Body {}

    /** More than is allowed, or too slow. */
    record Refused(Refusal refusal) implements Body {}

    /** The sender went away; nobody waits for an answer. */
    record Lost() implements Body {}

    /**
     * Reads the body into memory, within the limits. Completes on the request's own event loop and
     * never fails.
     */
    static Future<Body> read(
            HttpServerRequest request, Vertx vertx, Duration timeout, InFlight.Place place) {
        Promise<Body> body = Promise.promise();
        List<Buffer> chunks = new ArrayList<>();
        int[] length = {0};
        long timer =
                vertx.setTimer(
                        timeout.toMillis(),
                        late -> body.tryComplete(new Refused(Refusal.TOO_SLOW)));
        request.handler(chunk -> {
            if (body.future().isComplete()) {
                return;
            }
            length[0] += chunk.length();
            if (length[0] > RequestChecks.MAX_BODY_BYTES) {
                body.tryComplete(new Refused(Refusal.TOO_LARGE));
            } else if (!place.grow(chunk.length())) {
                body.tryComplete(new Refused(Refusal.BUSY));
            } else {
                chunks.add(chunk);
            }
        });
        request.endHandler(end -> body.tryComplete(new Received(joined(chunks, length[0]))));
        request.exceptionHandler(failure -> body.tryComplete(new Lost()));
        request.resume();
        return body.future()
                .onComplete(done -> {
                    vertx.cancelTimer(timer);
                    chunks.clear();
                });
    }

    private static byte[] joined(List<Buffer> chunks, int length) {
        byte[] bytes = new byte[length];
        int position = 0;
        for (Buffer chunk : chunks) {
            chunk.getBytes(bytes, position);
            position += chunk.length();
        }
        return bytes;
    }
}
