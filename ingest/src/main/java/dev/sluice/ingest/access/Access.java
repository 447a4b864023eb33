package dev.sluice.ingest.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;

/**
 * The one way for a route to ask who its caller is and what it may do. The resource is {@code
 * Authenticated} besides, so that nothing of a request without a good token is read.
 */
@Singleton
public class Access {

    private final Callers callers;
    private final SecurityIdentity identity;

    Access(Callers callers, SecurityIdentity identity) {
        this.callers = callers;
        this.identity = identity;
    }

    /**
     * What a caller may do with a route.
     *
     * @param caller for the audit log: who it is, and nothing that could be used as a credential
     * @param reach whose things it may see and touch; what is outside does not exist for it: 404
     */
    public record Grant(String caller, Reach reach) {}

    /**
     * Who this is. For routes that jobs use; all others {@link #require} a scope.
     *
     * @throws UnauthorizedException when nobody has asked for a token: 401
     */
    public Caller caller() {
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        return callers.of(identity);
    }

    /**
     * What the caller may do under this scope.
     *
     * @throws DeniedException when it may do nothing: 403
     * @throws UnauthorizedException when nobody has asked for a token: 401
     */
    public Grant require(Scope scope) {
        return grant(caller(), scope);
    }

    static Grant grant(Caller caller, Scope scope) {
        return switch (caller) {
            case Caller.Administrator _ -> new Grant(caller.label(), new Reach.Everything());
            case Caller.Client client when client.scopes().contains(scope.text()) ->
                    new Grant(caller.label(), client.reach());
            case Caller.Client _ ->
                    throw new DeniedException(
                            caller.label(), "The token has no scope " + scope.text() + ".");
            case Caller.Job _ ->
                    throw new DeniedException(
                            caller.label(),
                            "The token of a job hands in results and does nothing else.");
            case Caller.Unknown unknown ->
                    throw new DeniedException(
                            caller.label(), "The token has no claim " + unknown.missing() + ".");
        };
    }
}
