package dev.sluice.ingest.access;

import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Asks the provider of a token for so long and no longer. The OIDC library limits the time to
 * connect, not the time to answer, and a provider that says nothing would hold every request.
 */
@ApplicationScoped
class ProviderPatience implements HttpAuthenticationMechanism {

    /** Before OIDC itself and after the administrator's token. */
    private static final int PRIORITY = 4000;

    private final OidcAuthenticationMechanism oidc;
    private final AccessConfig config;

    ProviderPatience(OidcAuthenticationMechanism oidc, AccessConfig config) {
        this.oidc = oidc;
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext request, IdentityProviderManager providers) {
        boolean isOurs =
                request.normalizedPath().startsWith(IssuerTenants.INTERFACE)
                        && BearerToken.of(
                                        request.request()
                                                .headers()
                                                .getAll(HttpHeaders.AUTHORIZATION))
                                .isPresent();
        return isOurs
                ? oidc.authenticate(request, providers)
                        .ifNoItem()
                        .after(config.providerTimeout())
                        .failWith(() -> new OIDCException("no answer in time"))
                : Uni.createFrom().nullItem();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }
}
