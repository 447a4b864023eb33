package dev.sluice.notifier.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.notifier.codescanning.CodeScanningForge;
import dev.sluice.notifier.comment.CommentForge;
import dev.sluice.notifier.deployment.DeploymentForge;
import dev.sluice.notifier.review.ReviewForge;
import java.io.ByteArrayInputStream;
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
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's pull requests as an App meets them: comments, review comments with their threads, and
 * code scanning. Faults are used up one per write.
 */
public final class PullRequests implements AutoCloseable {

    private static final String TOKEN = "ghs_for_tests";
    private static final Pattern COMMENTS =
            Pattern.compile("/repos/acme/shop/(issues|pulls)/(\\d+)/comments");
    private static final Pattern COMMENT =
            Pattern.compile("/repos/acme/shop/(issues|pulls)/comments/(\\d+)");
    private static final Pattern DEPLOYMENT =
            Pattern.compile("/repos/acme/shop/actions/runs/99/deployment_protection_rule");
    private static final Pattern SARIF = Pattern.compile("/repos/acme/shop/code-scanning/sarifs");
    private static final Pattern SARIF_ID =
            Pattern.compile("/repos/acme/shop/code-scanning/sarifs/(\\w+)");
    private static final Pattern ANALYSES =
            Pattern.compile("/repos/acme/shop/code-scanning/analyses");

    /** A comment as it stands there now. */
    public static final class Comment {
        final long id;
        final String where;
        final long number;
        final boolean ours;
        final JsonNode request;
        String body;
        boolean resolved;

        Comment(long id, String where, long number, boolean ours, JsonNode request) {
            this.id = id;
            this.where = where;
            this.number = number;
            this.ours = ours;
            this.request = request;
            this.body = request.path("body").asText();
        }

        public String body() {
            return body;
        }

        public boolean resolved() {
            return resolved;
        }

        public String path() {
            return request.path("path").asText();
        }

        public JsonNode request() {
            return request;
        }

        Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("id", id);
            json.put("body", body.replace("\n", "\r\n"));
            json.put("user", Map.of("login", ours ? "sluice[bot]" : "mallory", "type", "User"));
            json.put("performed_via_github_app", ours ? Map.of("id", CheckRuns.APP) : null);
            return json;
        }
    }

    /** What happens to one write. */
    public enum Fault {
        RESET_BEFORE_EFFECT,
        RESET_AFTER_EFFECT,
        TROUBLE
    }

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Map<Long, Comment> comments = new TreeMap<>();
    private final List<String> requests = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<JsonNode> uploads = new ArrayList<>();
    private final Set<String> outsideOfTheDiff = new java.util.HashSet<>();
    private final Map<String, String> processing = new HashMap<>();
    private final List<JsonNode> answers = new ArrayList<>();
    private String deploymentState = "waiting";
    private boolean mayResolve = true;
    private boolean codeScanning = true;
    private String outcome = "complete";

    public PullRequests() {
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

    private GitHubApi api(Clock clock, boolean app) {
        Token token = new Token(TOKEN);
        return new GitHubApi(
                new ApiAddress(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        Set.of("127.0.0.1"),
                        InetAddress::getAllByName),
                app ? new FixedApp(token) : new TokenAccess(Optional.of(token)),
                new Exchange(Duration.ofSeconds(5)),
                clock);
    }

    public CommentForge comments(Clock clock, boolean app) {
        return new GitHubComments("github", api(clock, app));
    }

    public ReviewForge reviews(Clock clock, boolean app) {
        return new GitHubReviews("github", api(clock, app));
    }

    public CodeScanningForge codeScanning(Clock clock, boolean app) {
        return new GitHubCodeScanning("github", api(clock, app), clock);
    }

    public DeploymentForge deployments(Clock clock, boolean app) {
        return new GitHubDeployments("github", api(clock, app));
    }

    /** What deployments were answered. */
    public synchronized List<JsonNode> answers() {
        return List.copyOf(answers);
    }

    public synchronized void fault(Fault fault) {
        faults.add(fault);
    }

    public synchronized void isNotInTheDiff(String path) {
        outsideOfTheDiff.add(path);
    }

    public synchronized void forbidsToResolve() {
        mayResolve = false;
    }

    public synchronized void hasNoCodeScanning() {
        codeScanning = false;
    }

    /** What becomes of uploads from now on: pending, complete or failed. */
    public synchronized void processes(String into) {
        outcome = into;
        processing.replaceAll((_, _) -> into);
    }

    /** Somebody else comments. */
    public synchronized void preset(String body) {
        long id = comments.size() + 1L;
        comments.put(
                id, new Comment(id, "issues", 1, false, json.createObjectNode().put("body", body)));
    }

    public synchronized void delete(Comment comment) {
        comments.remove(comment.id);
    }

    /** What we wrote in the conversation. */
    public synchronized List<Comment> inConversation() {
        return comments.values().stream().filter(c -> c.ours && c.where.equals("issues")).toList();
    }

    /** What we wrote on lines. */
    public synchronized List<Comment> onLines() {
        return comments.values().stream().filter(c -> c.ours && c.where.equals("pulls")).toList();
    }

    public synchronized List<JsonNode> uploads() {
        return List.copyOf(uploads);
    }

    public String sarif(JsonNode upload) throws IOException {
        byte[] gzip = Base64.getDecoder().decode(upload.path("sarif").asText());
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public synchronized List<String> requests(String method) {
        return requests.stream().filter(it -> it.startsWith(method + " ")).toList();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        JsonNode body = bytes.length == 0 ? json.createObjectNode() : json.readTree(bytes);
        requests.add(method + " " + path);
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, Map.of("message", "Bad credentials"));
            return;
        }
        Fault fault = method.equals("GET") || isQuery(body) ? null : faults.poll();
        switch (fault) {
            case RESET_BEFORE_EFFECT -> exchange.close();
            case RESET_AFTER_EFFECT -> {
                answer(method, path, body);
                exchange.close();
            }
            case TROUBLE -> send(exchange, 502, Map.of());
            case null -> {
                Reply reply = answer(method, path, body);
                send(exchange, reply.status(), reply.body());
            }
        }
    }

    private record Reply(int status, Object body) {}

    private static boolean isQuery(JsonNode body) {
        return body.path("query").asText().startsWith("query");
    }

    private Reply answer(String method, String path, JsonNode body) throws IOException {
        Matcher all = COMMENTS.matcher(path);
        Matcher one = COMMENT.matcher(path);
        Matcher upload = SARIF_ID.matcher(path);
        if (all.matches()) {
            return comments(method, all.group(1), Long.parseLong(all.group(2)), body);
        }
        if (one.matches()) {
            return comment(method, comments.get(Long.parseLong(one.group(2))), body);
        }
        if (path.equals("/graphql")) {
            return graphql(body);
        }
        if (DEPLOYMENT.matcher(path).matches()) {
            answers.add(body);
            deploymentState = "in_progress";
            return new Reply(204, Map.of());
        }
        if (path.matches("/repos/acme/shop/deployments/\\d+/statuses")) {
            return new Reply(200, List.of(Map.of("state", deploymentState)));
        }
        boolean scanning = path.contains("/code-scanning/");
        if (scanning && !codeScanning) {
            return new Reply(
                    403,
                    Map.of(
                            "message",
                            "Code Security must be enabled for this repository to use code scanning."));
        }
        if (SARIF.matcher(path).matches()) {
            return upload(body);
        }
        if (upload.matches()) {
            String status = processing.get(upload.group(1));
            return status == null
                    ? new Reply(404, Map.of("message", "Not Found"))
                    : new Reply(
                            200,
                            Map.of(
                                    "processing_status",
                                    status,
                                    "errors",
                                    status.equals("failed") ? List.of("no @good") : List.of()));
        }
        return ANALYSES.matcher(path).matches()
                ? analyses()
                : new Reply(404, Map.of("message", "Not Found"));
    }

    private Reply comments(String method, String where, long number, JsonNode body) {
        if (method.equals("GET")) {
            return new Reply(
                    200,
                    comments.values().stream()
                            .filter(c -> c.where.equals(where) && c.number == number)
                            .map(Comment::json)
                            .toList());
        }
        if (where.equals("pulls") && outsideOfTheDiff.contains(body.path("path").asText())) {
            return new Reply(
                    422,
                    Map.of(
                            "message",
                            "Validation Failed",
                            "errors",
                            List.of(
                                    Map.of(
                                            "message",
                                            "pull_request_review_thread.line must be part of the diff"))));
        }
        long id = 100 + comments.size();
        var comment = new Comment(id, where, number, true, body);
        comments.put(id, comment);
        return new Reply(201, comment.json());
    }

    private static Reply comment(String method, @Nullable Comment comment, JsonNode body) {
        if (comment == null) {
            return new Reply(404, Map.of("message", "Not Found"));
        }
        if (method.equals("PATCH")) {
            comment.body = body.path("body").asText();
        }
        return new Reply(200, comment.json());
    }

    private Reply graphql(JsonNode body) {
        String query = body.path("query").asText();
        if (isQuery(body)) {
            var threads =
                    comments.values().stream()
                            .filter(c -> c.where.equals("pulls"))
                            .map(c ->
                                    Map.of(
                                            "id",
                                            "T" + c.id,
                                            "isResolved",
                                            c.resolved,
                                            "comments",
                                            Map.of("nodes", List.of(Map.of("databaseId", c.id)))))
                            .toList();
            return new Reply(
                    200,
                    Map.of(
                            "data",
                            Map.of(
                                    "repository",
                                    Map.of(
                                            "pullRequest",
                                            Map.of("reviewThreads", Map.of("nodes", threads))))));
        }
        if (!mayResolve) {
            return new Reply(
                    200,
                    Map.of(
                            "errors",
                            List.of(
                                    Map.of(
                                            "type", "FORBIDDEN",
                                            "message", "Resource not accessible by integration"))));
        }
        String thread = body.path("variables").path("thread").asText();
        Comment comment = comments.get(Long.parseLong(thread.substring(1)));
        if (comment == null) {
            return new Reply(200, Map.of("errors", List.of(Map.of("type", "NOT_FOUND"))));
        }
        comment.resolved =
                query.contains("{resolveReviewThread") || query.contains(" resolveReviewThread");
        return new Reply(
                200, Map.of("data", Map.of("thread", Map.of("isResolved", comment.resolved))));
    }

    private Reply upload(JsonNode body) {
        uploads.add(body);
        String id = "sarif" + uploads.size();
        processing.put(id, outcome);
        return new Reply(202, Map.of("id", id, "url", "https://example.org"));
    }

    private Reply analyses() throws IOException {
        var found = new ArrayList<Map<String, Object>>();
        for (int i = uploads.size(); i > 0; i--) {
            JsonNode upload = uploads.get(i - 1);
            for (JsonNode run : json.readTree(sarif(upload)).path("runs")) {
                String id = run.path("automationDetails").path("id").asText();
                found.add(
                        Map.of(
                                "commit_sha", upload.path("commit_sha").asText(),
                                "category", id.substring(0, id.lastIndexOf('/') + 1),
                                "results_count", run.path("results").size(),
                                "sarif_id", "sarif" + i));
            }
        }
        return new Reply(200, found);
    }

    private void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
        if (status != 204) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
