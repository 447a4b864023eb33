package dev.sluice.ingest.access;

import dev.sluice.ingest.StartRefusedException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The token of whoever runs a Sluice without a provider. It is good from this machine only and not
 * through a proxy, which would make everybody look like this machine. Only its hash is known here;
 * it has 256 random bits, so that a plain hash is enough.
 */
@ApplicationScoped
class AdministratorToken implements HttpAuthenticationMechanism {

    static final String PREFIX = "sluice-admin-";
    static final String ROLE = "administrator";

    /** Before OIDC, which would take it for a broken token. */
    private static final int PRIORITY = 5000;

    private static final Logger LOG = Logger.getLogger(AdministratorToken.class);

    private final Optional<byte[]> hash;

    AdministratorToken(AccessConfig config) {
        this.hash = config.adminTokenSha256().map(AdministratorToken::parsed);
    }

    private static byte[] parsed(String hash) {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new StartRefusedException(
                    "SLUICE_ADMIN_TOKEN_SHA256 is not the SHA-256 of a token in 64 hexadecimal"
                            + " digits in lower case");
        }
        return HexFormat.of().parseHex(hash);
    }

    /** Makes it before the first token comes, so that wrong configuration is told at once. */
    void start(@Observes StartupEvent event) {
        LOG.debugf("there is %s administrator", hash.isPresent() ? "an" : "no");
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext request, IdentityProviderManager providers) {
        Optional<String> token =
                BearerToken.of(request.request().headers().getAll(HttpHeaders.AUTHORIZATION))
                        .filter(text -> text.startsWith(PREFIX));
        if (token.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        if (hash.isEmpty() || !isLocal(request) || !isRight(token.get(), hash.get())) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        Principal administrator = () -> ROLE;
        return Uni.createFrom()
                .item(
                        QuarkusSecurityIdentity.builder()
                                .setPrincipal(administrator)
                                .addRole(ROLE)
                                .build());
    }

    /** As the socket tells it, and not what a header says of the address. */
    private static boolean isLocal(RoutingContext request) {
        return isLocal(request.request().headers(), request.request().connection().remoteAddress());
    }

    static boolean isLocal(MultiMap headers, @Nullable SocketAddress sender) {
        boolean forwarded =
                headers.names().stream()
                        .anyMatch(name ->
                                name.equalsIgnoreCase("Forwarded")
                                        || name.equalsIgnoreCase("Via")
                                        || name.regionMatches(true, 0, "X-Forwarded-", 0, 12)
                                        || name.equalsIgnoreCase("X-Real-IP"));
        return !forwarded && sender != null && isLoopback(sender);
    }

    private static boolean isLoopback(SocketAddress sender) {
        return Optional.ofNullable(sender.hostAddress())
                .map(address -> new InetSocketAddress(address, 0).getAddress())
                .filter(InetAddress::isLoopbackAddress)
                .isPresent();
    }

    private static boolean isRight(String token, byte[] hash) {
        try {
            byte[] given =
                    MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(given, hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
