package dev.sluice.ingest.access;

import dev.sluice.ingest.StartRefusedException;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The issuers that are configured, by what their tokens call them. */
@Singleton
class Issuers {

    /**
     * One of them.
     *
     * @param tenant what OIDC knows it by
     */
    record Known(String name, AccessConfig.Issuer config, OidcTenantConfig tenant) {}

    private static final Logger LOG = Logger.getLogger(Issuers.class);

    private final Map<String, Known> byUrl = new LinkedHashMap<>();

    Issuers(AccessConfig config) {
        Set<String> plainHosts = config.plainHosts().orElse(Set.of());
        config.issuers()
                .forEach((name, issuer) ->
                        issuer.url()
                                .ifPresent(url -> {
                                    requireProof(name, url, plainHosts);
                                    add(name, issuer, url);
                                }));
    }

    /** Makes it before the first token comes, so that wrong configuration is told at once. */
    void start(@Observes StartupEvent event) {
        LOG.debugf("tokens of %d issuers are good", byUrl.size());
    }

    /** Keys that anybody on the way can exchange prove nothing. */
    private static void requireProof(String name, URI url, Set<String> plainHosts) {
        String host = url.getHost();
        boolean isProof =
                host != null
                        && ("https".equals(url.getScheme())
                                || ("http".equals(url.getScheme())
                                        && (isLoopback(host) || plainHosts.contains(host))));
        if (!isProof) {
            throw new StartRefusedException(
                    "sluice.ingest.access.issuers."
                            + name
                            + ".url is "
                            + url
                            + ": it has to be https, unless SLUICE_ALLOW_PRIVATE_HOSTS names its"
                            + " host");
        }
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    private void add(String name, AccessConfig.Issuer issuer, URI url) {
        if (issuer.kind() != AccessConfig.Kind.API
                && issuer.owners().filter(owners -> !owners.isEmpty()).isEmpty()) {
            throw new StartRefusedException(
                    "sluice.ingest.access.issuers."
                            + name
                            + ".owners is not set: anybody can have a job there, so say whose jobs"
                            + " may hand in results");
        }
        Known known = new Known(name, issuer, tenant(name, issuer, url.toString()));
        if (byUrl.put(url.toString(), known) != null) {
            throw new StartRefusedException(
                    "sluice.ingest.access.issuers: two of them have the url " + url);
        }
    }

    private static OidcTenantConfig tenant(String name, AccessConfig.Issuer issuer, String url) {
        return OidcTenantConfig.authServerUrl(url)
                .tenantId(name)
                .token()
                .issuer(url)
                .audience(issuer.audience())
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end()
                .build();
    }

    Optional<Known> of(String url) {
        return Optional.ofNullable(byUrl.get(url));
    }
}
