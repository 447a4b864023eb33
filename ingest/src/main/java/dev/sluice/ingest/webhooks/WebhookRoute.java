package dev.sluice.ingest.webhooks;

import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.forge.Refusal;
import dev.sluice.ingest.limits.Address;
import dev.sluice.ingest.limits.BadSignatures;
import dev.sluice.ingest.limits.InFlight;
import dev.sluice.ingest.limits.Limits;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /webhooks/{forge}}. Everything happens on the request's event loop except the
 * examination of large bodies; nothing waits but for the sender and the broker.
 */
@ApplicationScoped
class WebhookRoute {

    private static final Logger LOG = Logger.getLogger(WebhookRoute.class);

    /** Before the server's own limit, which would refuse without a word and uncounted. */
    private static final int ORDER = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1;

    private final Map<String, Forge> forges;
    private final DeliveryStore store;
    private final WebhookMetrics metrics;
    private final WebhooksConfig config;
    private final Clock clock = Clock.systemUTC();
    private final Vertx vertx;
    private final Limits limits;
    private final BadSignatures badSignatures;
    private final InFlight inFlight;
    private final Admission admission;
    private final Answer answer;

    WebhookRoute(
            @All List<Forge> forges,
            DeliveryStore store,
            WebhookMetrics metrics,
            WebhooksConfig config,
            Limits limits,
            BadSignatures badSignatures,
            Vertx vertx) {
        this.forges =
                forges.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(Forge::instance, Function.identity()));
        this.store = store;
        this.metrics = metrics;
        this.config = config;
        this.vertx = vertx;
        this.limits = limits;
        this.badSignatures = badSignatures;
        this.inFlight = new InFlight(config.maxInFlight(), config.maxInFlightBytes().asLongValue());
        this.admission = new Admission(limits, inFlight);
        this.answer = new Answer(vertx);
    }

    void register(@Observes Router router) {
        metrics.observe(inFlight);
        router.route("/webhooks/:forge").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String source = Address.source(request.remoteAddress().hostAddress());
        switch (admission.decide(request, forges.get(routing.pathParam("forge")), source)) {
            case Admission.Admitted(Forge forge, InFlight.Place place) ->
                    read(request, forge, source, place);
            case Admission.Refused(Refusal refusal, Optional<Duration> pause) -> {
                tellOfBadSignature(refusal, routing.pathParam("forge"), source);
                refuse(request, refusal, pause);
            }
        }
    }

    private void read(HttpServerRequest request, Forge forge, String source, InFlight.Place place) {
        if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
            request.response().writeContinue();
        }
        Body.read(
                        request,
                        vertx,
                        config.bodyTimeout(),
                        place,
                        bytes -> admission.large(source, bytes))
                .onSuccess(body -> {
                    switch (body) {
                        case Body.Received(byte[] bytes) ->
                                examine(request, forge, source, bytes, place);
                        case Body.Refused(Refusal refusal) -> refuse(request, refusal, place);
                        case Body.Lost() -> place.leave();
                    }
                });
    }

    private void examine(
            HttpServerRequest request,
            Forge forge,
            String source,
            byte[] body,
            InFlight.Place place) {
        Instant now = clock.instant();
        Supplier<Examination> examination =
                () -> Examination.of(forge, request.headers(), body, now);
        Future<Examination> examined =
                body.length <= Body.SMALL_BYTES
                        ? Future.succeededFuture().map(here -> examination.get())
                        : vertx.executeBlocking(examination::get, false);
        examined.onSuccess(
                        result -> {
                            switch (result) {
                                case Examination.Passed passed -> pass(request, passed, place);
                                case Examination.Refused(Refusal refusal) -> {
                                    tellOfBadSignature(refusal, forge.instance(), source);
                                    refuse(request, refusal, place);
                                }
                            }
                        })
                .onFailure(failure -> {
                    LOG.errorf(failure, "A delivery could not be examined");
                    refuse(request, Refusal.NOT_EXAMINED, place);
                });
    }

    /** What is genuine counts for its repository and no longer for the address it came from. */
    private void pass(HttpServerRequest request, Examination.Passed passed, InFlight.Place place) {
        String repository = repository(passed.delivery());
        Optional<Duration> wait = limits.delivery(repository);
        if (wait.isPresent()) {
            place.leave();
            refuse(request, Refusal.TOO_MANY_DELIVERIES, wait);
            return;
        }
        place.passTo(repository)
                .map(Admission::refusal)
                .ifPresentOrElse(
                        refusal -> refuse(request, refusal, place),
                        () -> store(request, passed, place));
    }

    private static String repository(Delivery delivery) {
        return delivery.repositoryId() == null
                ? delivery.forge()
                : delivery.forge() + "/" + delivery.repositoryId();
    }

    private void tellOfBadSignature(Refusal refusal, String forge, String source) {
        if (refusal == Refusal.SIGNATURE_WRONG || refusal == Refusal.SIGNATURE_MISSING) {
            badSignatures.heard(forge, source);
        }
    }

    private void store(HttpServerRequest request, Examination.Passed passed, InFlight.Place place) {
        Context context = vertx.getOrCreateContext();
        // An answer that is late does not free the place: the parts are still in memory.
        long timer =
                vertx.setTimer(
                        config.storeTimeout().toMillis(),
                        late -> refuseToStore(request, passed, "no acknowledgement in time"));
        var _ =
                store.store(passed.delivery())
                        .whenComplete((done, failure) -> {
                            place.leave();
                            context.runOnContext(here -> {
                                if (vertx.cancelTimer(timer)) {
                                    stored(request, passed, failure);
                                }
                            });
                        });
    }

    private void stored(
            HttpServerRequest request, Examination.Passed passed, @Nullable Throwable failure) {
        if (failure == null) {
            accept(request, passed);
        } else {
            refuseToStore(request, passed, rootCause(failure).getClass().getSimpleName());
        }
    }

    private void refuseToStore(HttpServerRequest request, Examination.Passed passed, String why) {
        LOG.warnf(
                "%s %s was not stored: %s",
                passed.delivery().forge(), passed.delivery().deliveryId(), why);
        refuse(request, Refusal.NOT_STORED);
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
        refuse(request, refusal, Optional.empty());
    }

    private void refuse(HttpServerRequest request, Refusal refusal, Optional<Duration> wait) {
        LOG.debugf("A delivery is refused: %s", refusal.tag());
        metrics.refused(refusal);
        answer.refused(request, refusal, wait.orElse(config.retryAfter()));
    }

    private static Throwable rootCause(Throwable failure) {
        return failure.getCause() == null ? failure : rootCause(failure.getCause());
    }
}
