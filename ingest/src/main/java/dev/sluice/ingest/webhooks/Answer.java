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

    private final Vertx vertx;
    private final Duration retryAfter;

    Answer(Vertx vertx, Duration retryAfter) {
        this.vertx = vertx;
        this.retryAfter = retryAfter;
    }

    void accepted(HttpServerRequest request, Verification.Use use, UUID correlationId) {
        if (isGone(request)) {
            return;
        }
        request.response()
                .setStatusCode(use == Verification.Use.PROBE ? 200 : 202)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject().put("correlationId", correlationId.toString()).toBuffer());
    }

    void refused(HttpServerRequest request, Refusal refusal) {
        if (isGone(request)) {
            return;
        }
        HttpServerResponse response = request.response();
        if (refusal.status() == 503) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        }
        if (refusal == Refusal.METHOD_NOT_ALLOWED) {
            response.putHeader(HttpHeaders.ALLOW, "POST");
        }
        if (!request.isEnded()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            request.handler(rest -> {}).resume();
            response.endHandler(
                    sent -> vertx.setTimer(LINGER.toMillis(), now -> request.connection().close()));
        }
        response.setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(problem(refusal).toBuffer());
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
