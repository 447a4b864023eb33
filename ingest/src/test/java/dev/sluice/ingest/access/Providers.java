package dev.sluice.ingest.access;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** Providers on loopback: two kinds of CI, one of our own, one that is away, and an attacker. */
public final class Providers implements QuarkusTestResourceLifecycleManager {

    public static final String ADMINISTRATOR = "sluice-admin-" + "0123456789abcdef".repeat(4);

    private static final MockOAuth2Server SERVER = new MockOAuth2Server();
    private static final AtomicInteger ATTACKER_ASKED = new AtomicInteger();
    private static String attacker = "";
    private static String dead = "";
    private HttpServer attackerServer;

    @Override
    public Map<String, String> start() {
        try {
            SERVER.start(InetAddress.getLoopbackAddress(), 0);
            attackerServer =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            attackerServer.createContext(
                    "/",
                    exchange -> {
                        ATTACKER_ASKED.incrementAndGet();
                        exchange.sendResponseHeaders(404, -1);
                        exchange.close();
                    });
            attackerServer.start();
            attacker = "http://127.0.0.1:" + attackerServer.getAddress().getPort();
            try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                dead = "http://127.0.0.1:" + closed.getLocalPort() + "/dead";
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var config = new HashMap<String, String>();
        issuer(config, "api", url("api"));
        issuer(config, "github-actions", url("actions"));
        issuer(config, "gitlab-ci", url("gitlab"));
        issuer(config, "dead", dead);
        config.put("sluice.ingest.access.issuers.dead.kind", "api");
        config.put("sluice.ingest.access.issuers.github-actions.owners", "acme,90127766");
        config.put("sluice.ingest.access.issuers.gitlab-ci.owners", "acme/tools");
        config.put("sluice.ingest.access.admin-token-sha256", sha256(ADMINISTRATOR));
        return config;
    }

    private static void issuer(Map<String, String> config, String name, String url) {
        config.put("sluice.ingest.access.issuers." + name + ".url", url);
    }

    public static String url(String issuer) {
        return SERVER.issuerUrl(issuer).toString();
    }

    public static String dead() {
        return dead;
    }

    public static String attacker() {
        return attacker;
    }

    public static int attackerAsked() {
        return ATTACKER_ASKED.get();
    }

    /** A token of a provider that runs, signed as it signs. */
    public static String token(String issuer, String audience, Map<String, Object> claims) {
        return SERVER.issueToken(
                        issuer,
                        "somebody",
                        new DefaultOAuth2TokenCallback(
                                issuer,
                                "somebody",
                                "JWT",
                                List.of(audience),
                                claims,
                                Duration.ofMinutes(5).toSeconds()))
                .serialize();
    }

    @Override
    public void stop() {
        SERVER.shutdown();
        attackerServer.stop(0);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
