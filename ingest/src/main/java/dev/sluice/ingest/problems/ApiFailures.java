package dev.sluice.ingest.problems;

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
        if (isTheirs(request.statusCode())) {
            ProblemAnswer.write(
                    request, ApiProblems.problem(Status.fromStatusCode(request.statusCode())));
            return;
        }
        LOG.errorf(
                request.failure(),
                "%s %s failed",
                request.request().method(),
                request.normalizedPath());
        ProblemAnswer.write(
                request,
                Problem.of(
                        Status.INTERNAL_SERVER_ERROR,
                        "Sluice could not do this; its log says why."));
    }

    private static boolean isTheirs(int status) {
        return status >= 400 && status < 500 && Status.fromStatusCode(status) != null;
    }
}
