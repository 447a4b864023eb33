package dev.sluice.standalone.forge.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.standalone.forge.faults.ForgeFaults;
import dev.sluice.standalone.forge.repository.Repositories;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's API as far as the routes go, with GitHub's errors and headers. Faults come first, then
 * who asks, then the limits, then the route.
 */
public final class ApiHandler implements HttpHandler {

    /** Where REST begins on an Enterprise Server; GraphQL stands beside it. */
    public static final String REST = "/api/v3";

    /** Its path in routes; no REST path has a dot. */
    public static final String GRAPHQL = "/.graphql";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Router router;
    private final List<Authenticator> authenticators;
    private final ForgeFaults faults;
    private final RateLimits limits;
    private final @Nullable RequestWitness witness;

    public ApiHandler(
            List<Route> routes,
            Repositories repositories,
            List<Authenticator> authenticators,
            ForgeFaults faults,
            RateLimits limits,
            @Nullable RequestWitness witness) {
        this.router = new Router(routes, repositories);
        this.authenticators = List.copyOf(authenticators);
        this.faults = faults;
        this.limits = limits;
        this.witness = witness;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            witness(exchange, body);
            faults.delay();
            answer(exchange, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        String method = exchange.getRequestMethod();
        String path = path(exchange);
        Cost cost = Cost.of(method, path, body);
        String budget = new Caller.Nobody().budget();
        try {
            fail(cost);
            Caller caller = caller(exchange);
            budget = caller.budget();
            limits.enter(budget, cost);
            Answer answer;
            try {
                answer =
                        router.answer(method, path, exchange.getRequestURI(), object(body), caller);
                if (cost.content()) {
                    faults.awaitWrites();
                }
            } finally {
                limits.leave(budget);
            }
            if (cost.content() && faults.takeReset()) {
                return;
            }
            send(exchange, answer, budget);
        } catch (HtmlInsteadException _) {
            html(exchange);
        } catch (Refused refused) {
            send(exchange, new Answer(refused.status(), refused.json(), refused.headers()), budget);
        }
    }

    /** In the place of an answer, when a fault asks for it. */
    private static final class HtmlInsteadException extends Exception {
        private static final long serialVersionUID = 1;
    }

    private void fail(Cost cost) throws Refused, HtmlInsteadException {
        if (faults.isOut() || (cost.content() && faults.takeBadGateway())) {
            throw Refused.with(502, "Server Error");
        }
        if (!cost.content()) {
            return;
        }
        Optional<ForgeFaults.Throttle> throttle = faults.takeThrottle();
        if (throttle.isPresent()) {
            String message =
                    throttle.get().status() == 429
                            ? "API rate limit exceeded"
                            : "You have exceeded a secondary rate limit. Please wait a few minutes"
                                    + " before you try again.";
            throw Refused.with(throttle.get().status(), message)
                    .header("Retry-After", Long.toString(throttle.get().retryAfter().toSeconds()));
        }
        if (faults.takeHtml()) {
            throw new HtmlInsteadException();
        }
    }

    private Caller caller(HttpExchange exchange) throws Refused {
        String agent = exchange.getRequestHeaders().getFirst("User-Agent");
        if (agent == null || agent.isBlank()) {
            throw Refused.with(
                    403,
                    "Request forbidden by administrative rules. Please make sure your request has a"
                            + " User-Agent header");
        }
        Optional<String> token = Credentials.given(exchange);
        if (token.isEmpty()) {
            return new Caller.Nobody();
        }
        for (Authenticator authenticator : authenticators) {
            Optional<Caller> caller = authenticator.callerOf(token.get());
            if (caller.isPresent()) {
                return caller.get();
            }
        }
        throw Refused.with(401, "Bad credentials");
    }

    private static JsonNode object(byte[] body) throws IOException, Refused {
        if (body.length == 0) {
            return PayloadParts.object();
        }
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException _) {
            throw Refused.with(400, "Problems parsing JSON");
        }
        if (!json.isObject()) {
            throw Refused.with(400, "Body should be a JSON object");
        }
        return json;
    }

    private static String path(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.equals("/api/graphql")
                ? GRAPHQL
                : path.startsWith(REST + "/") ? path.substring(REST.length()) : "";
    }

    private void witness(HttpExchange exchange, byte[] body) {
        if (witness == null) {
            return;
        }
        Map<String, List<String>> headers =
                exchange.getRequestHeaders().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        header -> header.getKey().toLowerCase(Locale.ROOT),
                                        header -> List.copyOf(header.getValue())));
        witness.saw(
                new RequestWitness.Seen(
                        exchange.getRequestMethod(), exchange.getRequestURI(), headers, body));
    }

    private void send(HttpExchange exchange, Answer answer, String budget) throws IOException {
        byte[] body = answer.json() == null ? new byte[0] : JSON.writeValueAsBytes(answer.json());
        int status = answer.status();
        Headers headers = exchange.getResponseHeaders();
        if (status == 200 && exchange.getRequestMethod().equals("GET")) {
            String etag = Conditional.etag(body);
            headers.set("ETag", etag);
            status = Conditional.has(exchange, etag) ? 304 : 200;
        }
        limits.headers(budget, status == 304).forEach(headers::set);
        answer.headers().forEach(headers::set);
        headers.set("X-GitHub-Media-Type", "github.v3; format=json");
        if (status == 304 || body.length == 0) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        headers.set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void html(HttpExchange exchange) throws IOException {
        byte[] page =
                "<!DOCTYPE html><html><body>Unicorn!</body></html>"
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
    }
}
