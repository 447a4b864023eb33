package dev.sluice.ingest.problems;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;

/** Answers for what nobody has foreseen. What went wrong is in the log and not in the answer. */
@ApplicationScoped
class ApiFailures {

    static final String ROOT = "/api/v1";

    private static final Logger LOG = Logger.getLogger(ApiFailures.class);

    /** Whether the path is one of the REST interface. */
    static boolean isApi(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    void register(@Observes Router router) {
        router.route(ROOT + "/*").failureHandler(this::failed);
    }

    private void failed(RoutingContext request) {
        if (request.response().ended() || request.response().headWritten()) {
            request.next();
            return;
        }
        LOG.errorf(
                request.failure(),
                "%s %s failed",
                request.request().method(),
                request.normalizedPath());
        Problem problem =
                Problem.of(
                        Status.INTERNAL_SERVER_ERROR,
                        "Sluice could not do this; its log says why.");
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(problem.json());
    }
}
