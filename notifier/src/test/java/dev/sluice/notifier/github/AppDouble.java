package dev.sluice.notifier.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.notifier.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub as an App sees it: believes statements by their signature and by its own clock, gives
 * tokens for what was granted, and takes them until they end.
 */
final class AppDouble implements AutoCloseable {

    static final long APP = 1234;
    static final String CLIENT = "Iv1.client";
    static final int HOUR = 3600;

    private static final Pattern FIND = Pattern.compile("/repos/(\\w+)/(\\w+)/installation");
    private static final Pattern TOKENS =
            Pattern.compile("/app/installations/(\\d+)/access_tokens");
    private static final Pattern STATUSES =
            Pattern.compile("/repos/(\\w+)/(\\w+)/commits/\\w+/statuses");

    private record Issued(Instant end, Map<String, String> permissions, List<Long> repositories) {}

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Clock clock;
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Issued> issued = new HashMap<>();
    private final Map<String, String> permissions =
            new TreeMap<>(Map.of("statuses", "write", "checks", "write", "metadata", "read"));
    private PublicKey key = AppKeys.ONE.getPublic();
    private long installation = 77;
    private boolean installed = true;
    private boolean suspended;
    private CountDownLatch gate = new CountDownLatch(0);

    AppDouble(Clock clock) {
        this.clock = clock;
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

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    long asked(String part) {
        return requests().stream().filter(request -> request.contains(part)).count();
    }

    synchronized void accepts(PublicKey other) {
        key = other;
    }

    synchronized void grants(String permission, String level) {
        permissions.put(permission, level);
    }

    synchronized void takesBack(String permission) {
        permissions.remove(permission);
    }

    synchronized void suspend(boolean whether) {
        suspended = whether;
    }

    synchronized void uninstall() {
        installed = false;
        issued.clear();
    }

    /** A new installation gets a new number. */
    synchronized void install() {
        installed = true;
        installation++;
    }

    synchronized void revokeTokens() {
        issued.clear();
    }

    synchronized List<Map<String, String>> permissionsOfTokens() {
        return issued.values().stream().map(Issued::permissions).toList();
    }

    synchronized List<String> tokens() {
        return List.copyOf(issued.keySet());
    }

    /** Nobody gets a token until the latch is open. */
    synchronized void holdTokens(CountDownLatch until) {
        gate = until;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String who = exchange.getRequestHeaders().getFirst("Authorization");
        CountDownLatch hold;
        synchronized (this) {
            requests.add(exchange.getRequestMethod() + " " + path);
            hold = gate;
        }
        Matcher find = FIND.matcher(path);
        Matcher tokens = TOKENS.matcher(path);
        Matcher statuses = STATUSES.matcher(path);
        if (tokens.matches()) {
            await(hold);
        }
        synchronized (this) {
            if (find.matches()) {
                asApp(exchange, who, () -> found(exchange));
            } else if (tokens.matches()) {
                asApp(
                        exchange,
                        who,
                        () -> created(exchange, Long.parseLong(tokens.group(1)), body));
            } else if (statuses.matches()) {
                statuses(exchange, who);
            } else {
                answer(exchange, 404, Map.of("message", "Not Found"));
            }
        }
    }

    @FunctionalInterface
    private interface Handling {
        void run() throws IOException;
    }

    private void asApp(HttpExchange exchange, String who, Handling handling) throws IOException {
        String objection = objection(who);
        if (objection.isEmpty()) {
            handling.run();
        } else {
            answer(exchange, 401, Map.of("message", objection));
        }
    }

    private String objection(String who) throws IOException {
        try {
            String[] parts = who.substring("Bearer ".length()).split("\\.", -1);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            JsonNode claims = json.readTree(Base64.getUrlDecoder().decode(parts[1]));
            long now = clock.instant().getEpochSecond();
            if (parts.length != 3
                    || !signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    || !CLIENT.equals(claims.path("iss").asText())) {
                return "A JSON web token could not be decoded";
            }
            if (claims.path("iat").asLong(Long.MAX_VALUE) > now) {
                return "'Issued at' claim ('iat') must be an Integer in the past";
            }
            if (claims.path("exp").asLong() <= now) {
                return "'Expiration time' claim ('exp') must be in the future";
            }
            return claims.path("exp").asLong() > now + 600
                    ? "'Expiration time' claim ('exp') is too far in the future"
                    : "";
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void found(HttpExchange exchange) throws IOException {
        if (!installed) {
            answer(exchange, 404, Map.of("message", "Not Found"));
            return;
        }
        var found = new HashMap<String, Object>();
        found.put("id", installation);
        found.put("app_id", APP);
        found.put("app_slug", "sluice-acme");
        found.put("html_url", page());
        found.put("permissions", permissions);
        found.put("suspended_at", suspended ? "2026-11-21T11:00:00Z" : null);
        answer(exchange, 200, found);
    }

    String page() {
        return "https://github.com/organizations/acme/settings/installations/" + installation;
    }

    private void created(HttpExchange exchange, long id, byte[] body) throws IOException {
        JsonNode asked = json.readTree(body);
        var wanted = new TreeMap<String, String>();
        asked.path("permissions")
                .properties()
                .forEach(entry -> wanted.put(entry.getKey(), entry.getValue().asText()));
        var repositories = new ArrayList<Long>();
        asked.path("repository_ids").forEach(repository -> repositories.add(repository.asLong()));
        if (!installed || id != installation) {
            answer(exchange, 404, Map.of("message", "Not Found"));
        } else if (suspended) {
            answer(exchange, 403, Map.of("message", "This installation has been suspended"));
        } else if (!permissions.entrySet().containsAll(wanted.entrySet())) {
            answer(
                    exchange,
                    422,
                    Map.of(
                            "message",
                            "The permissions requested are not granted to this installation."));
        } else if (!List.of(Facts.SHOP.id(), Facts.DEPOT.id()).containsAll(repositories)
                || repositories.isEmpty()) {
            answer(
                    exchange,
                    422,
                    Map.of(
                            "message",
                            "There is at least one repository that does not exist or is not"
                                    + " accessible to the parent installation."));
        } else {
            String token = "ghs_" + "canary" + issued.size() + "x" + requests.size();
            Instant end = clock.instant().plusSeconds(HOUR);
            issued.put(token, new Issued(end, wanted, repositories));
            answer(
                    exchange,
                    201,
                    Map.of(
                            "token", token,
                            "expires_at", end.toString(),
                            "permissions", wanted));
        }
    }

    private void statuses(HttpExchange exchange, String who) throws IOException {
        Issued token = issued.get(who.substring("Bearer ".length()));
        if (token == null || !clock.instant().isBefore(token.end())) {
            answer(exchange, 401, Map.of("message", "Bad credentials"));
        } else if (!token.permissions().containsKey("statuses")) {
            answer(exchange, 403, Map.of("message", "Resource not accessible by integration"));
        } else {
            answer(exchange, 200, List.of());
        }
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
