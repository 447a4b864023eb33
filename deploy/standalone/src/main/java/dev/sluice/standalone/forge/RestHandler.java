package dev.sluice.standalone.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GitHub's REST API as far as commit statuses go, with GitHub's errors and headers. */
final class RestHandler implements HttpHandler {

    private static final Pattern WRITE =
            Pattern.compile("/api/v3/repos/([^/]+/[^/]+)/statuses/([^/]+)");
    private static final Pattern LIST =
            Pattern.compile("/api/v3/repos/([^/]+/[^/]+)/commits/([^/]+)/statuses");
    private static final int RATE_LIMIT = 5000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, LoopbackRepository> repositories;
    private final ForgeTokens tokens;
    private final ForgeFaults faults;
    private final StatusLog statuses;
    private final Clock clock;
    private final AtomicInteger requests = new AtomicInteger();

    RestHandler(
            Map<String, LoopbackRepository> repositories,
            ForgeTokens tokens,
            ForgeFaults faults,
            StatusLog statuses,
            Clock clock) {
        this.repositories = repositories;
        this.tokens = tokens;
        this.faults = faults;
        this.statuses = statuses;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                answer(exchange);
            } catch (Refused refused) {
                send(exchange, refused.status(), error(refused));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, Refused, InterruptedException {
        authorise(exchange);
        String path = exchange.getRequestURI().getPath();
        Matcher write = WRITE.matcher(path);
        if (write.matches() && exchange.getRequestMethod().equals("POST")) {
            write(exchange, write.group(1), write.group(2));
            return;
        }
        Matcher list = LIST.matcher(path);
        if (list.matches() && exchange.getRequestMethod().equals("GET")) {
            list(exchange, list.group(1), list.group(2));
            return;
        }
        throw Refused.with(404, "Not Found");
    }

    private void authorise(HttpExchange exchange) throws Refused {
        String agent = exchange.getRequestHeaders().getFirst("User-Agent");
        if (agent == null || agent.isBlank()) {
            throw Refused.with(
                    403,
                    "Request forbidden by administrative rules. Please make sure your request has a"
                            + " User-Agent header");
        }
        if (Credentials.given(exchange).isEmpty()) {
            throw Refused.with(401, "Requires authentication");
        }
        if (!Credentials.allow(exchange, tokens.statuses())) {
            throw Refused.with(401, "Bad credentials");
        }
    }

    private void write(HttpExchange exchange, String repository, String sha)
            throws IOException, Refused, InterruptedException {
        if (faults.takeBadGateway()) {
            throw Refused.with(502, "Server Error");
        }
        if (faults.takeRateLimit()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            throw Refused.with(403, "You have exceeded a secondary rate limit.");
        }
        LoopbackRepository target = known(repository);
        StatusRequest request = StatusRequest.of(object(exchange));
        requireCommit(target, sha);
        StatusWrite accepted =
                statuses.add(repository, sha, request)
                        .orElseThrow(() ->
                                Refused.invalid(
                                        "context",
                                        "custom",
                                        "This SHA and context has reached the maximum number of"
                                                + " statuses."));
        faults.awaitWrites();
        send(exchange, 201, json(accepted));
    }

    private void list(HttpExchange exchange, String repository, String sha)
            throws IOException, Refused {
        requireCommit(known(repository), sha);
        List<Map<String, Object>> all =
                statuses.newestFirst(repository, sha).stream().map(RestHandler::json).toList();
        Page page = Page.of(exchange.getRequestURI());
        page.next(exchange.getRequestURI(), all.size())
                .ifPresent(link -> exchange.getResponseHeaders().set("Link", link));
        send(exchange, 200, page.cut(all));
    }

    private LoopbackRepository known(String repository) throws Refused {
        LoopbackRepository found = repositories.get(repository);
        if (found == null) {
            throw Refused.with(404, "Not Found");
        }
        return found;
    }

    private void requireCommit(LoopbackRepository repository, String sha)
            throws IOException, Refused {
        if (faults.hides(sha) || !repository.has(sha)) {
            throw Refused.with(422, "No commit found for SHA: " + sha);
        }
    }

    private static JsonNode object(HttpExchange exchange) throws IOException, Refused {
        JsonNode body;
        try {
            body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        } catch (JsonProcessingException e) {
            throw Refused.with(400, "Problems parsing JSON");
        }
        if (!body.isObject()) {
            throw Refused.with(400, "Body should be a JSON object");
        }
        return body;
    }

    private static Map<String, Object> json(StatusWrite write) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", write.id());
        json.put("state", write.state());
        json.put("description", write.description());
        json.put("target_url", write.targetUrl());
        json.put("context", write.context());
        json.put("created_at", write.at().toString());
        json.put("updated_at", write.at().toString());
        return json;
    }

    private static Map<String, Object> error(Refused refused) {
        var json = new LinkedHashMap<String, Object>();
        json.put("message", refused.getMessage());
        if (!refused.errors().isEmpty()) {
            json.put("errors", refused.errors());
        }
        json.put("documentation_url", "https://docs.github.com/rest/commits/statuses");
        json.put("status", Integer.toString(refused.status()));
        return json;
    }

    private void send(HttpExchange exchange, int status, Object json) throws IOException {
        int used = requests.incrementAndGet();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json; charset=utf-8");
        headers.set("X-GitHub-Media-Type", "github.v3; format=json");
        headers.set("X-RateLimit-Limit", Integer.toString(RATE_LIMIT));
        headers.set("X-RateLimit-Used", Integer.toString(used));
        headers.set("X-RateLimit-Remaining", Integer.toString(Math.max(0, RATE_LIMIT - used)));
        headers.set(
                "X-RateLimit-Reset",
                Long.toString(clock.instant().plus(Duration.ofHours(1)).getEpochSecond()));
        headers.set("X-RateLimit-Resource", "core");
        byte[] body = JSON.writeValueAsBytes(json);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
