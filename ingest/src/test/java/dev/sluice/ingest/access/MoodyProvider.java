package dev.sluice.ingest.access;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider that answers as a test wants it to. Once it has told its keys, nobody asks again. */
public final class MoodyProvider {

    /** How it answers. */
    public enum Mood {
        ANSWERS,
        HANGS_UP,
        FAILS,
        SAYS_NOTHING,
        IS_A_LOGIN_PAGE,
        IS_NOT_THERE
    }

    private final RSAKey key = Providers.rsa("moody", 2048);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Mood mood = Mood.ANSWERS;
    private HttpServer server;

    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    void stop() {
        stopped.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    public void becomes(Mood other) {
        mood = other;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/moody";
    }

    RSAKey key() {
        return key;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (mood) {
                case ANSWERS ->
                        send(
                                exchange,
                                200,
                                "application/json",
                                said(exchange.getRequestURI().getPath()));
                case HANGS_UP -> {}
                case FAILS -> send(exchange, 500, "application/json", "{}");
                case SAYS_NOTHING -> awaitTheEnd();
                case IS_A_LOGIN_PAGE -> send(exchange, 200, "text/html", "<html>");
                case IS_NOT_THERE -> send(exchange, 404, "text/plain", "no");
            }
        }
    }

    private String said(String path) {
        return path.endsWith("openid-configuration")
                ? "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/jwks\"}".formatted(url())
                : new JWKSet(key.toPublicJWK()).toString();
    }

    private void awaitTheEnd() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
