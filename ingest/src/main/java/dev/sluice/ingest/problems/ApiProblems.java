package dev.sluice.ingest.problems;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.sluice.ingest.access.DeniedException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns what security and the REST library throw into problem details. All refused tokens read the
 * same. Pages of other services in the same process are none of its business.
 */
class ApiProblems {

    private static final Logger AUDIT = Logger.getLogger("dev.sluice.audit");
    private static final long RETRY_AFTER_SECONDS = 10;

    @ServerExceptionMapper
    Response notAuthenticated(UnauthorizedException e) {
        return challenge("no token");
    }

    @ServerExceptionMapper
    Response notAuthenticated(AuthenticationFailedException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OIDCException provider) {
                return providerIsAway(provider);
            }
        }
        return challenge("a token that is not good");
    }

    @ServerExceptionMapper
    Response denied(DeniedException e) {
        AUDIT.warnf("access: refused %s with 403: %s", e.caller(), e.detail());
        return Problem.of(Status.FORBIDDEN, e.detail()).response();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        AUDIT.warn("access: refused a token that may not do this");
        return Problem.of(Status.FORBIDDEN, "The token may not do this.").response();
    }

    /** Whether the token is good is not known; nobody is let in, and nobody is told it is bad. */
    @ServerExceptionMapper
    Response providerIsAway(OIDCException e) {
        AUDIT.warnf(
                "access: the provider of a token does not answer (%s)",
                e.getClass().getSimpleName());
        return Problem.of(
                        Status.SERVICE_UNAVAILABLE,
                        "The provider of the token does not answer; try again.")
                .retryAfter(RETRY_AFTER_SECONDS);
    }

    /** What the library says before a route is reached, and never in our words. */
    @ServerExceptionMapper
    Response refused(WebApplicationException e, UriInfo uri) {
        Response said = e.getResponse();
        if (!ApiFailures.isApi(uri.getRequestUri().getRawPath()) || said.hasEntity()) {
            return said;
        }
        return problem(said.getStatusInfo()).response();
    }

    /** JSON that is well-formed, and not what the route takes. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e, UriInfo uri) {
        return ApiFailures.isApi(uri.getRequestUri().getRawPath())
                ? problem(Status.BAD_REQUEST).response()
                : Response.status(Status.BAD_REQUEST).build();
    }

    static Problem problem(Response.StatusType status) {
        return Problem.of(status, detail(status));
    }

    private static String detail(Response.StatusType status) {
        return switch (status.getStatusCode()) {
            case 404 -> "There is nothing at this address; GET /api/v1 says what there is.";
            case 405 -> "This address does not take this method; GET /api/v1 says which it does.";
            case 413 -> "The body is larger than anything that is taken here.";
            case 406 -> "This address answers with JSON only.";
            case 415 -> "This address does not take this content type.";
            case 400 -> "The request cannot be read; GET /api/v1 says what it has to be.";
            default -> status.getReasonPhrase() + ".";
        };
    }

    private static Response challenge(String what) {
        AUDIT.warnf("access: refused %s", what);
        return Problem.of(Status.UNAUTHORIZED, "A token of a configured issuer is needed.")
                .challenge();
    }
}
