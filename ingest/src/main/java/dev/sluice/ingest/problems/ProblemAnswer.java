package dev.sluice.ingest.problems;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers with problems where the REST library has not come to its turn. */
final class ProblemAnswer {

    private ProblemAnswer() {}

    static void write(RoutingContext request, Problem problem) {
        if (!request.request().isEnded()) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(problem.json());
        request.request().resume();
    }
}
