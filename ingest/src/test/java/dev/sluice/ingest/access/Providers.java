package dev.sluice.ingest.access;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/** Providers on loopback: two kinds of CI, one of our own, one that is away, and an attacker. */
public final class Providers implements QuarkusTestResourceLifecycleManager {

    public static final String ADMINISTRATOR = AdministratorsToken.TOKEN;

    private static final KeyProvider KEYS = new KeyProvider();
    private static final KeyProvider CURVES = new KeyProvider(List.of(), "ES256");
    private static final MockOAuth2Server SERVER = serverWith(KEYS);
    private static final MockOAuth2Server CURVED = serverWith(CURVES);
    private static final RSAKey ATTACKERS = rsa("attacker", 2048);
    private static final AtomicInteger ATTACKER_ASKED = new AtomicInteger();
    private static String attacker = "";
    private static String dead = "";
    private static final MoodyProvider MOODY = new MoodyProvider();
    private HttpServer attackerServer;

    @Override
    public Map<String, String> start() {
        try {
            SERVER.start(InetAddress.getLoopbackAddress(), 0);
            CURVED.start(InetAddress.getLoopbackAddress(), 0);
            MOODY.start();
            attackerServer =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            attackerServer.createContext(
                    "/",
                    exchange -> {
                        ATTACKER_ASKED.incrementAndGet();
                        byte[] keys =
                                new JWKSet(ATTACKERS).toString().getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, keys.length);
                        exchange.getResponseBody().write(keys);
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
        issuer(config, "curved", curvedUrl());
        config.put("sluice.ingest.access.issuers.curved.kind", "github-actions");
        config.put("sluice.ingest.access.issuers.curved.owners", "acme");
        issuer(config, "moody", MOODY.url());
        config.put("sluice.ingest.access.issuers.moody.kind", "github-actions");
        config.put("sluice.ingest.access.issuers.moody.owners", "acme");
        config.put("sluice.ingest.access.provider-timeout", "8s");
        issuer(config, "dead", dead);
        config.put("sluice.ingest.access.issuers.dead.kind", "api");
        config.put("sluice.ingest.access.issuers.github-actions.owners", "acme,90127766");
        config.put("sluice.ingest.access.issuers.gitlab-ci.owners", "acme/tools");
        config.put("sluice.ingest.access.admin-token-sha256", AdministratorsToken.SHA256);
        return config;
    }

    private static void issuer(Map<String, String> config, String name, String url) {
        config.put("sluice.ingest.access.issuers." + name + ".url", url);
    }

    public static String url(String issuer) {
        return SERVER.issuerUrl(issuer).toString();
    }

    public static MoodyProvider moody() {
        return MOODY;
    }

    static String curvedUrl() {
        return CURVED.issuerUrl("curved").toString();
    }

    /** The key that tokens of this issuer are signed with. */
    static RSAKey key(String issuer) {
        return (RSAKey) KEYS.signingKey(issuer);
    }

    static ECKey curvedKey() {
        return (ECKey) CURVES.signingKey("curved");
    }

    static RSAKey attackersKey() {
        return ATTACKERS;
    }

    static RSAKey rsa(String id, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID(id)
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MockOAuth2Server serverWith(KeyProvider keys) {
        return new MockOAuth2Server(
                new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(keys)));
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
        CURVED.shutdown();
        MOODY.stop();
        attackerServer.stop(0);
    }
}
