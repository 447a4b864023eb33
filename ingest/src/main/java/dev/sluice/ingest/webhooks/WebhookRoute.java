package dev.sluice.ingest.webhooks;

import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.forge.Refusal;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * {@code POST /webhooks/{forge}}. Everything happens on the request's event loop except the
 * examination of large bodies; nothing waits but for the sender and the broker.
 */
@ApplicationScoped
class WebhookRoute {

    private static final Logger LOG = Logger.getLogger(WebhookRoute.class);

    /** Up to here, hashing and parsing take less than a millisecond or two. */
    private static final int SMALL_BODY_BYTES = 256 * 1024;

    /** Before the server's own limit, which would refuse without a word and uncounted. */
    private static final int ORDER = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1;

    private final Map<String, Forge> forges;
    private final DeliveryStore store;
    private final WebhookMetrics metrics;
    private final WebhooksConfig config;
    private final Clock clock = Clock.systemUTC();
    private final Vertx vertx;
    private final InFlight inFlight;
    private final Answer answer;

    WebhookRoute(
            @All List<Forge> forges,
            DeliveryStore store,
            WebhookMetrics metrics,
            WebhooksConfig config,
            Vertx vertx) {
        this.forges =
                forges.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(Forge::instance, Function.identity()));
        this.store = store;
        this.metrics = metrics;
        this.config = config;
        this.vertx = vertx;
        this.inFlight = new InFlight(config.maxInFlight(), config.maxInFlightBytes().asLongValue());
        this.answer = new Answer(vertx, config.retryAfter());
    }

    void register(@Observes Router router) {
        metrics.observe(inFlight);
        router.route("/webhooks/:forge").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Forge forge = forges.get(routing.pathParam("forge"));
        if (forge == null) {
            refuse(request, Refusal.UNKNOWN_FORGE);
            return;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            refuse(request, Refusal.METHOD_NOT_ALLOWED);
            return;
        }
        Optional<Refusal> refusal = RequestChecks.refusal(request.headers());
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
            return;
        }
        inFlight.enter()
                .ifPresentOrElse(
                        place -> read(request, forge, place), () -> refuse(request, Refusal.BUSY));
    }

    private void read(HttpServerRequest request, Forge forge, InFlight.Place place) {
        if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
            request.response().writeContinue();
        }
        Body.read(request, vertx, config.bodyTimeout(), place)
                .onSuccess(body -> {
                    switch (body) {
                        case Body.Received(byte[] bytes) -> examine(request, forge, bytes, place);
                        case Body.Refused(Refusal refusal) -> refuse(request, refusal, place);
                        case Body.Lost() -> place.leave();
                    }
                });
    }

    private void examine(
            HttpServerRequest request, Forge forge, byte[] body, InFlight.Place place) {
        Instant now = clock.instant();
        Supplier<Examination> examination =
                () -> Examination.of(forge, request.headers(), body, now);
        Future<Examination> examined =
                body.length <= SMALL_BODY_BYTES
                        ? Future.succeededFuture().map(here -> examination.get())
                        : vertx.executeBlocking(examination::get, false);
        examined.onSuccess(
                        result -> {
                            switch (result) {
                                case Examination.Passed passed -> store(request, passed, place);
                                case Examination.Refused(Refusal refusal) ->
                                        refuse(request, refusal, place);
                            }
                        })
                .onFailure(failure -> {
                    LOG.errorf(failure, "A delivery could not be examined");
                    refuse(request, Refusal.NOT_EXAMINED, place);
                });
    }

    private void store(HttpServerRequest request, Examination.Passed passed, InFlight.Place place) {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Void> stored = store.store(passed.delivery());
        // An answer that is late does not free the place: the parts are still in memory.
        Future.fromCompletionStage(stored, context).onComplete(end -> place.leave());
        Future.fromCompletionStage(
                        stored.copy()
                                .orTimeout(config.storeTimeout().toMillis(), TimeUnit.MILLISECONDS),
                        context)
                .onSuccess(done -> accept(request, passed))
                .onFailure(failure -> {
                    LOG.warnf(
                            "%s %s was not stored: %s",
                            passed.delivery().forge(),
                            passed.delivery().deliveryId(),
                            rootCause(failure).getClass().getSimpleName());
                    refuse(request, Refusal.NOT_STORED);
                });
    }

    private void accept(HttpServerRequest request, Examination.Passed passed) {
        Delivery delivery = passed.delivery();
        LOG.debugf(
                "%s %s of %s is stored, correlation id %s",
                delivery.event(), delivery.deliveryId(), delivery.forge(), delivery.id());
        metrics.accepted(
                delivery.forge(),
                delivery.event(),
                passed.use(),
                Duration.between(delivery.acceptedAt(), clock.instant()));
        answer.accepted(request, passed.use(), delivery.id());
    }

    private void refuse(HttpServerRequest request, Refusal refusal, InFlight.Place place) {
        place.leave();
        refuse(request, refusal);
    }

    private void refuse(HttpServerRequest request, Refusal refusal) {
        LOG.debugf("A delivery is refused: %s", refusal.tag());
        metrics.refused(refusal);
        answer.refused(request, refusal);
    }

    private static Throwable rootCause(Throwable failure) {
        return failure.getCause() == null ? failure : rootCause(failure.getCause());
    }
}
