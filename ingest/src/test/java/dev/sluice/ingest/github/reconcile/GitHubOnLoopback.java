package dev.sluice.ingest.github.reconcile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * As much of GitHub's API as the reconciler asks: pages, marks of answers, an hourly budget, and no
 * answer to who shows another token, or for the App itself something else than a statement.
 */
final class GitHubOnLoopback implements AutoCloseable {

    /** Built here so that nothing in the tree looks like one. */
    static final String TOKEN = String.join("-", "a", "token", "to", "look", "around");

    private static final Pattern STATEMENT = Pattern.compile("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private record Said(int status, String body, Map<String, String> headers) {}

    private final Map<String, Said> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Clock clock;
    private volatile int limit = 5000;
    private volatile int used;
    private volatile boolean away;

    GitHubOnLoopback(Clock clock) {
        this.clock = clock;
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
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on this path, with its query, answers so; all others 404. */
    void says(String path, String json) {
        says(path, 200, json, Map.of());
    }

    void says(String path, int status, String json, Map<String, String> headers) {
        answers.put(path, new Said(status, json, headers));
    }

    /** The App has these installations; each hands out a token. */
    void isInstalled(long... installations) {
        says(
                "/app/installations?per_page=100",
                LongStream.of(installations)
                        .mapToObj("{\"id\": %d, \"suspended_at\": null}"::formatted)
                        .collect(Collectors.joining(",", "[", "]")));
        LongStream.of(installations).forEach(this::givesToken);
    }

    void givesToken(long installation) {
        says(
                "/app/installations/" + installation + "/access_tokens",
                201,
                "{\"token\": \"%s\", \"expires_at\": \"%s\"}"
                        .formatted(TOKEN, clock.instant().plus(Duration.ofHours(1))),
                Map.of());
    }

    /** A page that is followed by another. */
    void says(String path, String json, String nextQuery) {
        says(
                path,
                200,
                json,
                Map.of(
                        "Link",
                        "<http://elsewhere.example/x?%s>; rel=\"next\"".formatted(nextQuery)));
    }

    void limit(int requests) {
        limit = requests;
    }

    void away(boolean now) {
        away = now;
    }

    void startsAnotherHour() {
        used = 0;
    }

    /** What was asked and counts against the budget. */
    int used() {
        return used;
    }

    /** Method, path and status of everything that was asked, as {@code GET /x 200}. */
    List<String> asked() {
        return asked;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Said said;
        if (away) {
            said = new Said(502, "", Map.of());
        } else if (path.startsWith("/app/")
                ? !STATEMENT.matcher(authorization).matches()
                : !("Bearer " + TOKEN).equals(authorization)) {
            said = new Said(401, "{\"message\": \"Bad credentials\"}", Map.of());
        } else {
            said =
                    answers.getOrDefault(
                            path, new Said(404, "{\"message\": \"Not Found\"}", Map.of()));
        }
        String etag = "\"" + Integer.toHexString(said.body().hashCode()) + "\"";
        boolean known =
                said.status() == 200
                        && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        int status = known ? 304 : said.status();
        used += known ? 0 : 1;
        asked.add(exchange.getRequestMethod() + " " + path + " " + status);
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", etag);
        headers.set("X-RateLimit-Limit", Integer.toString(limit));
        headers.set("X-RateLimit-Remaining", Integer.toString(Math.max(0, limit - used)));
        headers.set("X-RateLimit-Reset", Long.toString(clock.instant().getEpochSecond() + 1800));
        said.headers().forEach(headers::set);
        byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
        boolean empty = known || body.length == 0;
        exchange.sendResponseHeaders(status, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        Objects.requireNonNull(server).stop(0);
    }
}
