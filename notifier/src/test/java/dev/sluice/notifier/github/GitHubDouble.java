package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.annotations.AnnotationForge;
import dev.sluice.notifier.verdict.VerdictForge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's commit statuses on loopback: refuses what GitHub refuses, and misbehaves when told to.
 * Faults are used up one per write, in the order in which they were given.
 */
public final class GitHubDouble implements AutoCloseable {

    public static final String TOKEN = "ghp_for_tests";

    private static final int MAX_STATUSES = 1000;
    private static final Pattern WRITE =
            Pattern.compile("/repos/([^/]+/[^/]+)/statuses/([0-9a-f]+)");
    private static final Pattern READ =
            Pattern.compile("/repos/([^/]+/[^/]+)/commits/([0-9a-f]+)/statuses");
    private static final Set<String> STATES = Set.of("pending", "success", "failure", "error");

    /** A status as it was accepted. */
    public record Written(
            String repository,
            String sha,
            String context,
            String state,
            String description,
            @Nullable String url) {}

    /** What happens to one write. */
    public sealed interface Fault {
        /** This answer, without effect. */
        record Answer(int status, Map<String, String> headers, String body) implements Fault {}

        /** The status is set, then the connection breaks before the answer. */
        record ResetAfterEffect() implements Fault {}

        /** The connection breaks before anything has happened. */
        record ResetBeforeEffect() implements Fault {}

        /** Nothing happens until the double is let go. */
        record Stuck() implements Fault {}
    }

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final List<Written> written = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Deque<Fault>> faults = new LinkedHashMap<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private final CheckRuns checks = new CheckRuns();
    private final Set<String> commits = new java.util.HashSet<>();
    private final AtomicInteger unchanged = new AtomicInteger();
    private final CountDownLatch letGo = new CountDownLatch(1);

    public GitHubDouble() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The notifier's own client, aimed at this double. */
    public VerdictForge client(Clock clock, Duration timeout) {
        return client(clock, timeout, Optional.of(TOKEN));
    }

    public VerdictForge client(Clock clock, Duration timeout, Optional<String> token) {
        return new GitHubVerdicts("github", api(clock, timeout, token));
    }

    /** As an App sees it. */
    public VerdictForge appClient(Clock clock, Duration timeout) {
        return new GitHubVerdicts("github", appApi(clock, timeout));
    }

    /** Further pages of annotations, with a token or as an App. */
    public AnnotationForge annotations(Clock clock, Duration timeout, boolean app) {
        return new GitHubAnnotations(
                "github", app ? appApi(clock, timeout) : api(clock, timeout, Optional.of(TOKEN)));
    }

    private GitHubApi appApi(Clock clock, Duration timeout) {
        return new GitHubApi(
                new ApiAddress(url(), Set.of("127.0.0.1"), InetAddress::getAllByName),
                new FixedApp(new Token(TOKEN)),
                new Exchange(timeout),
                clock);
    }

    /** What the notifier asks with, aimed at this double. */
    GitHubApi api(Clock clock, Duration timeout, Optional<String> token) {
        return new GitHubApi(
                new ApiAddress(url(), Set.of("127.0.0.1"), InetAddress::getAllByName),
                new TokenAccess(token.map(Token::new)),
                new Exchange(timeout),
                clock);
    }

    /** The commit exists; statuses of others are refused. */
    public synchronized GitHubDouble has(String sha) {
        commits.add(Facts.sha(sha));
        return this;
    }

    /** The shop has another name now; the old one is answered with a redirect. */
    public synchronized void rename(String from, String to) {
        renamed.put(from, to);
    }

    /** The next write to this repository goes wrong. */
    public synchronized void fault(String repository, Fault fault) {
        faults.computeIfAbsent(repository, _ -> new ArrayDeque<>()).add(fault);
    }

    public void fault(Fault fault) {
        fault("acme/shop", fault);
    }

    public static Fault answer(int status, String... headers) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return new Fault.Answer(status, map, "{\"message\":\"injected\"}");
    }

    public synchronized List<Written> written() {
        return List.copyOf(written);
    }

    /** The check runs that there are, in the order in which they were created. */
    public synchronized List<CheckRuns.Run> checks() {
        return checks.all();
    }

    /** GitHub forgets a run. */
    public synchronized void forgetChecks() {
        checks.forget();
    }

    /** States in the order in which they were accepted. */
    public List<String> states() {
        return written().stream().map(Written::state).toList();
    }

    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Somebody else sets a status. */
    public synchronized void preset(Written status) {
        written.add(status);
    }

    private void handle(HttpExchange exchange) throws IOException {
        synchronized (this) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        }
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Matcher write = WRITE.matcher(path);
        Matcher read = READ.matcher(path);
        if (exchange.getRequestHeaders().getFirst("User-Agent") == null) {
            answer(exchange, 403, "Request forbidden by administrative rules");
        } else if (!("Bearer " + TOKEN)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "Bad credentials");
        } else if (path.startsWith("/repositories/")) {
            named(exchange, path);
        } else if (renamed.containsKey(name(path))) {
            exchange.getResponseHeaders().add("Location", url() + "/repositories/42/moved");
            answer(exchange, 301, "Moved Permanently");
        } else if (exchange.getRequestMethod().equals("POST") && write.matches()) {
            write(exchange, write.group(1), write.group(2), body);
        } else if (exchange.getRequestMethod().equals("GET") && read.matches()) {
            statuses(exchange, json.writeValueAsBytes(newestFirst(read.group(1), read.group(2))));
        } else if (CheckRuns.isAbout(path)) {
            check(exchange, path, body);
        } else {
            answer(exchange, 404, "Not Found");
        }
    }

    /** With a mark of the version; asked with the same one, it answers that nothing has changed. */
    private void statuses(HttpExchange exchange, byte[] body) throws IOException {
        String mark = "W/\"" + Arrays.hashCode(body) + "\"";
        if (mark.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            unchanged.incrementAndGet();
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        } else {
            exchange.getResponseHeaders().add("ETag", mark);
            send(exchange, 200, body);
        }
    }

    /** How many reads were answered with nothing but that nothing has changed. */
    public int unchanged() {
        return unchanged.get();
    }

    private void named(HttpExchange exchange, String path) throws IOException {
        String now = path.equals("/repositories/42") ? currentName() : null;
        if (now == null) {
            answer(exchange, 404, "Not Found");
            return;
        }
        Map<String, Object> owner = Map.of("id", 7, "login", now.split("/")[0]);
        Map<String, Object> body = Map.of("id", 42, "name", now.split("/")[1], "owner", owner);
        send(exchange, 200, json.writeValueAsBytes(body));
    }

    private synchronized @Nullable String currentName() {
        return renamed.isEmpty() ? null : renamed.values().iterator().next();
    }

    private static String name(String path) {
        String[] parts = path.split("/");
        return parts.length > 3 ? parts[2] + "/" + parts[3] : "";
    }

    private void check(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            answer(exchange, checkReply("GET", exchange.getRequestURI(), body));
            return;
        }
        String repository = path.split("/")[2] + "/" + path.split("/")[3];
        switch (nextFault(repository)) {
            case Fault.Answer(int status, Map<String, String> headers, String text) -> {
                headers.forEach(exchange.getResponseHeaders()::add);
                send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
            }
            case Fault.ResetBeforeEffect _ -> exchange.close();
            case Fault.ResetAfterEffect _ -> {
                checkReply(exchange.getRequestMethod(), exchange.getRequestURI(), body);
                exchange.close();
            }
            case Fault.Stuck _ -> {
                await();
                exchange.close();
            }
            case null ->
                    answer(
                            exchange,
                            checkReply(
                                    exchange.getRequestMethod(), exchange.getRequestURI(), body));
        }
    }

    private synchronized CheckRuns.Reply checkReply(String method, URI uri, byte[] body)
            throws IOException {
        return checks.answer(method, uri, json.readTree(body), commits);
    }

    private void answer(HttpExchange exchange, CheckRuns.Reply reply) throws IOException {
        send(exchange, reply.status(), json.writeValueAsBytes(reply.body()));
    }

    private void write(HttpExchange exchange, String repository, String sha, byte[] body)
            throws IOException {
        switch (nextFault(repository)) {
            case Fault.Answer(int status, Map<String, String> headers, String text) -> {
                headers.forEach(exchange.getResponseHeaders()::add);
                send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
            }
            case Fault.ResetBeforeEffect _ -> exchange.close();
            case Fault.ResetAfterEffect _ -> {
                accept(repository, sha, body);
                exchange.close();
            }
            case Fault.Stuck _ -> {
                await();
                exchange.close();
            }
            case null -> {
                Refusal refusal = accept(repository, sha, body);
                if (refusal == null) {
                    send(exchange, 201, body);
                } else {
                    answer(exchange, refusal.status(), refusal.message());
                }
            }
        }
    }

    private record Refusal(int status, String message) {}

    private synchronized @Nullable Refusal accept(String repository, String sha, byte[] body)
            throws IOException {
        JsonNode status;
        try {
            status = json.readTree(body);
        } catch (JsonProcessingException e) {
            return new Refusal(400, "Problems parsing JSON");
        }
        String state = status.path("state").asText();
        String context = status.path("context").asText("default");
        String description = status.path("description").asText("");
        String url =
                status.path("target_url").isTextual() ? status.get("target_url").asText() : null;
        long before =
                written.stream()
                        .filter(w -> w.sha().equals(sha) && w.context().equals(context))
                        .count();
        if (!commits.contains(sha)) {
            return new Refusal(422, "No commit found for SHA: " + sha);
        }
        if (!STATES.contains(state)) {
            return new Refusal(422, "Validation Failed: state");
        }
        if (description.length() > 140) {
            return new Refusal(422, "description is too long (maximum is 140 characters)");
        }
        if (url != null && !url.matches("https?://[^\\s]+")) {
            return new Refusal(422, "target_url must use http(s) scheme");
        }
        if (before >= MAX_STATUSES) {
            return new Refusal(
                    422, "This SHA and context has reached the maximum number of statuses.");
        }
        written.add(new Written(repository, sha, context, state, description, url));
        return null;
    }

    private synchronized List<Map<String, @Nullable String>> newestFirst(
            String repository, String sha) {
        var answer = new ArrayList<Map<String, @Nullable String>>();
        for (Written w : written.reversed()) {
            if (w.repository().equals(repository) && w.sha().equals(sha)) {
                var status = new LinkedHashMap<String, @Nullable String>();
                status.put("state", w.state());
                status.put("context", w.context());
                status.put("description", w.description());
                status.put("target_url", w.url());
                answer.add(status);
            }
        }
        return answer;
    }

    private synchronized @Nullable Fault nextFault(String repository) {
        Deque<Fault> waiting = faults.get(repository);
        return waiting == null ? null : waiting.poll();
    }

    private void await() {
        try {
            letGo.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, int status, String message) throws IOException {
        send(exchange, status, json.writeValueAsBytes(Map.of("message", message)));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        letGo.countDown();
        server.stop(0);
    }
}
