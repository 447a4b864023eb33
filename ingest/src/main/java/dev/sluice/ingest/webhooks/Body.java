package dev.sluice.ingest.webhooks;

import dev.sluice.ingest.connections.Framing;
import dev.sluice.ingest.forge.Refusal;
import dev.sluice.ingest.limits.InFlight;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;

/** What became of reading a request's body. */
sealed interface Body {

    /** Up to here hashing and parsing take a millisecond at most, and nobody counts bodies. */
    int SMALL_BYTES = 256 * 1024;

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
     *
     * @param unannounced asked once, when a body of unknown length turns out to be large
     */
    static Future<Body> read(
            HttpServerRequest request,
            Vertx vertx,
            Duration timeout,
            InFlight.Place place,
            LongFunction<Optional<Refusal>> unannounced) {
        Promise<Body> body = Promise.promise();
        Bytes bytes = new Bytes(Framing.announced(request.headers()).orElse(0));
        boolean announced = Framing.announced(request.headers()).isPresent();
        long timer =
                vertx.setTimer(
                        timeout.toMillis(),
                        late -> body.tryComplete(new Refused(Refusal.TOO_SLOW)));
        request.handler(chunk -> {
            if (!body.future().isComplete()) {
                refusal(chunk, bytes, announced, place, unannounced)
                        .ifPresentOrElse(
                                refusal -> body.tryComplete(new Refused(refusal)),
                                () -> bytes.add(chunk));
            }
        });
        request.endHandler(end -> body.tryComplete(new Received(bytes.all())));
        request.exceptionHandler(failure -> body.tryComplete(new Lost()));
        request.resume();
        return body.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static Optional<Refusal> refusal(
            Buffer chunk,
            Bytes before,
            boolean announced,
            InFlight.Place place,
            LongFunction<Optional<Refusal>> unannounced) {
        int length = before.length() + chunk.length();
        if (length > RequestChecks.MAX_BODY_BYTES) {
            return Optional.of(Refusal.TOO_LARGE);
        }
        boolean turnsLarge = !announced && length > SMALL_BYTES && before.length() <= SMALL_BYTES;
        return (turnsLarge
                        ? unannounced.apply(RequestChecks.MAX_BODY_BYTES)
                        : Optional.<Refusal>empty())
                .or(() -> place.grow(chunk.length()).map(Admission::refusal));
    }
}
