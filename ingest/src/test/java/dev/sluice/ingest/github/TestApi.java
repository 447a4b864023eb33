package dev.sluice.ingest.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** GitHub's API on loopback: says what it is told, and remembers what it was asked. */
public final class TestApi implements QuarkusTestResourceLifecycleManager {

    /** Built here so that nothing in the tree looks like one. */
    static final String TOKEN = String.join("-", "a", "token", "for", "ingest");

    private static @Nullable TestApi current;

    /** A request. */
    record Asked(String path, @Nullable String authorization) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile int status;
    private volatile String body = "";
    private @Nullable HttpServer server;

    static TestApi current() {
        return Objects.requireNonNull(current);
    }

    void says(int newStatus, String newBody) {
        asked.clear();
        status = newStatus;
        body = newBody;
    }

    List<Asked> asked() {
        return asked;
    }

    @Override
    public Map<String, String> start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        current = this;
        return Map.of(
                "sluice.ingest.github.api-url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "sluice.ingest.github.allow-private-hosts",
                "127.0.0.1",
                "sluice.ingest.github.token",
                TOKEN);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(
                new Asked(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders().getFirst("Authorization")));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void stop() {
        Objects.requireNonNull(server).stop(0);
    }
}
