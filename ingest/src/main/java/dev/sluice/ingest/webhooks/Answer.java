package dev.sluice.ingest.webhooks;

import dev.sluice.ingest.forge.Refusal;
import dev.sluice.ingest.forge.Verification;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;

/** Writes answers; a refusal is a problem detail (RFC 9457). */
final class Answer {

    /** Time for the sender to read an answer that came before it had sent everything. */
    private static final Duration LINGER = Duration.ofMillis(500);

    private static final int DRAINED_BYTES = 64 * 1024;

    private final Vertx vertx;

    Answer(Vertx vertx) {
        this.vertx = vertx;
    }

    void accepted(HttpServerRequest request, Verification.Use use, UUID correlationId) {
        if (isGone(request)) {
            return;
        }
        request.response()
                .setStatusCode(use == Verification.Use.PROBE ? 200 : 202)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end("{\"correlationId\":\"" + correlationId + "\"}");
    }

    /**
     * Refuses.
     *
     * @param wait what 503 and 429 ask for
     */
    void refused(HttpServerRequest request, Refusal refusal, Duration wait) {
        if (isGone(request)) {
            return;
        }
        HttpServerResponse response = request.response();
        if (refusal.status() == 503 || refusal.status() == 429) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds(wait)));
        }
        if (refusal == Refusal.METHOD_NOT_ALLOWED) {
            response.putHeader(HttpHeaders.ALLOW, "POST");
        }
        if (!request.isEnded()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            drain(request);
            response.endHandler(
                    sent -> vertx.setTimer(LINGER.toMillis(), now -> request.connection().close()));
        }
        response.setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(problem(refusal).toBuffer());
    }

    /**
     * Takes a little of what still comes, so that a small body does not turn the answer into a
     * broken connection; not all, or refusing would cost as much as accepting.
     */
    private static void drain(HttpServerRequest request) {
        int[] drained = {0};
        request.handler(
                        rest -> {
                            drained[0] += rest.length();
                            if (drained[0] > DRAINED_BYTES) {
                                request.pause();
                            }
                        })
                .resume();
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private static JsonObject problem(Refusal refusal) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(refusal.status()).reasonPhrase())
                .put("status", refusal.status())
                .put("detail", refusal.sentence());
    }

    private static boolean isGone(HttpServerRequest request) {
        return request.response().ended() || request.response().closed();
    }
}
