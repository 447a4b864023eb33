package dev.sluice.ingest.problems;

import dev.sluice.ingest.access.DeniedException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what security throws into problem details. All refused tokens read the same. */
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

    private static Response challenge(String what) {
        AUDIT.warnf("access: refused %s", what);
        return Problem.of(Status.UNAUTHORIZED, "A token of a configured issuer is needed.")
                .challenge();
    }
}
