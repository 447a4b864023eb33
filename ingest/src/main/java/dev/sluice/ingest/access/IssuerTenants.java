package dev.sluice.ingest.access;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Says which provider answers for a token: the one of ours that it names. A token that names
 * another, or that does not pass the screen, is refused before anybody is asked.
 */
@ApplicationScoped
class IssuerTenants implements TenantConfigResolver {

    static final String INTERFACE = "/api/v1";

    private final Issuers issuers;

    IssuerTenants(Issuers issuers) {
        this.issuers = issuers;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(
            RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        if (!request.normalizedPath().startsWith(INTERFACE)) {
            return Uni.createFrom().nullItem();
        }
        Optional<String> token =
                BearerToken.of(request.request().headers().getAll(HttpHeaders.AUTHORIZATION));
        if (token.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        return token.flatMap(TokenScreen::issuer)
                .flatMap(issuers::of)
                .map(known -> Uni.createFrom().item(known.tenant()))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
    }
}
