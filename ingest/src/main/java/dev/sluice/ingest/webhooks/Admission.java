package dev.sluice.ingest.webhooks;

import dev.sluice.ingest.connections.Framing;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.forge.Refusal;
import dev.sluice.ingest.limits.InFlight;
import dev.sluice.ingest.limits.Limits;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a request's body is read at all. */
final class Admission {

    private final Limits limits;
    private final InFlight inFlight;

    /** What was decided. */
    sealed interface Outcome {}

    /** It is. */
    record Admitted(Forge forge, InFlight.Place place) implements Outcome {}

    /**
     * It is not.
     *
     * @param pause for how long; absent where that does not depend on the source
     */
    record Refused(Refusal refusal, Optional<Duration> pause) implements Outcome {
        Refused(Refusal refusal) {
            this(refusal, Optional.empty());
        }
    }

    Admission(Limits limits, InFlight inFlight) {
        this.limits = limits;
        this.inFlight = inFlight;
    }

    /**
     * What costs least is asked first.
     *
     * @param forge that the path names; null where there is none of the name
     */
    Outcome decide(HttpServerRequest request, @Nullable Forge forge, String source) {
        if (forge == null) {
            return new Refused(Refusal.UNKNOWN_FORGE);
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return new Refused(Refusal.METHOD_NOT_ALLOWED);
        }
        Optional<Duration> wait = limits.request(source);
        if (wait.isPresent()) {
            return new Refused(Refusal.TOO_MANY_REQUESTS, wait);
        }
        Optional<Refusal> refusal =
                RequestChecks.refusal(request.headers()).or(() -> forge.screen(request.headers()));
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        int announced = Framing.announced(request.headers()).orElse(0);
        if (announced > Body.SMALL_BYTES) {
            Optional<Duration> later = limits.largeBody(source, announced);
            if (later.isPresent()) {
                return new Refused(Refusal.TOO_MANY_LARGE, later);
            }
        }
        return switch (inFlight.enter(source)) {
            case InFlight.Place place -> new Admitted(forge, place);
            case InFlight.Full full -> new Refused(refusal(full));
        };
    }

    /** What is said where there is no room. */
    static Refusal refusal(InFlight.Full full) {
        return switch (full) {
            case ALL -> Refusal.BUSY;
            case ONE -> Refusal.TOO_MUCH_AT_ONCE;
        };
    }

    /** For a body that turns out to be large. */
    Optional<Refusal> large(String source, long bytes) {
        return limits.largeBody(source, bytes).map(wait -> Refusal.TOO_MANY_LARGE);
    }
}
