package dev.sluice.ingest.problems;

import dev.sluice.ingest.connections.Framing;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Comes before all routes of the interface: refuses what none of them would read, and hangs up on
 * those who do not stop sending when they have their answer.
 */
@ApplicationScoped
class ApiEntrance {

    /** Before the server's own limit, which would refuse without a word. */
    private static final int ORDER = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1;

    /** Time to read an answer that came before everything was sent. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final MemorySize maxBody;

    ApiEntrance(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.maxBody = maxBody;
    }

    void register(@Observes Router router) {
        router.route(ApiFailures.ROOT + "/*").order(ORDER).handler(this::enter);
    }

    private void enter(RoutingContext request) {
        request.addEndHandler(answered -> hangUpLater(request));
        if (Framing.isUnusual(request.request().headers())) {
            ProblemAnswer.write(
                    request,
                    Problem.of(
                            Status.BAD_REQUEST,
                            "The body must have a length, or chunks and no other transfer"
                                    + " encoding."));
            return;
        }
        if (Framing.announced(request.request().headers()).orElse(0) > maxBody.asLongValue()) {
            ProblemAnswer.write(request, ApiProblems.problem(Status.REQUEST_ENTITY_TOO_LARGE));
            return;
        }
        request.next();
    }

    private static void hangUpLater(RoutingContext request) {
        if (request.request().isEnded()) {
            return;
        }
        request.vertx()
                .setTimer(
                        LINGER.toMillis(),
                        late -> {
                            if (!request.request().isEnded()) {
                                request.request().connection().close();
                            }
                        });
    }
}
