package dev.sluice.standalone.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * A GitHub Enterprise Server as far as Apps are made and looked at: its pages below {@code /}, its
 * API below {@code /api/v3}. It believes statements by signature and time.
 */
final class GitHubDouble implements AutoCloseable {

    static final long APP = 1234;
    static final String WEBHOOK_SECRET = "canary-of-the-webhook";
    static final String CLIENT_SECRET = "canary-of-the-client";
    private static final String CODE = "c0de-that-came-back";

    final Map<String, String> permissions = new TreeMap<>();
    final List<String> events = new ArrayList<>();
    final List<Map<String, Object>> installations = new ArrayList<>();
    final List<Map<String, Object>> deliveries = new ArrayList<>();
    final Map<String, Object> hook = new LinkedHashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private KeyPair keys = keys();
    private Optional<JsonNode> manifest = Optional.empty();
    private String asked = "";
    private boolean converted;
    private int broken;

    GitHubDouble() {
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

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The manifest that came, once one has. */
    synchronized JsonNode manifest() {
        return manifest.orElseThrow();
    }

    /** Path of the page at which it came. */
    synchronized String asked() {
        return asked;
    }

    /** The App's key as it was handed out. */
    synchronized String pem() {
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded()));
    }

    /** Somebody deletes the key at GitHub and makes another. */
    synchronized void forgetKey() {
        keys = keys();
    }

    /** Lists are answered with this status. */
    synchronized void breakLists(int status) {
        broken = status;
    }

    synchronized void installed(String owner, Map<String, String> granted, boolean suspended) {
        var installation = new HashMap<String, Object>();
        installation.put("id", installations.size() + 1);
        installation.put("account", Map.of("login", owner));
        installation.put("html_url", url() + "/organizations/" + owner + "/installations/1");
        installation.put("permissions", granted);
        installation.put("suspended_at", suspended ? "2026-11-21T11:00:00Z" : null);
        installations.add(installation);
    }

    synchronized void delivered(String guid, String event, int status) {
        deliveries.addFirst(
                Map.of(
                        "guid", guid,
                        "event", event,
                        "delivered_at", "2026-11-21T11:00:00Z",
                        "status_code", status));
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.startsWith("/api/v3/app") && !path.startsWith("/api/v3/app-manifests")) {
            asApp(exchange, path.substring("/api/v3".length()));
        } else if (method.equals("POST") && path.endsWith("/settings/apps/new")) {
            make(exchange, path, body);
        } else if (method.equals("POST")
                && path.equals("/api/v3/app-manifests/" + CODE + "/conversions")) {
            convert(exchange);
        } else {
            send(exchange, 404, Map.of("message", "Not Found"));
        }
    }

    /** As if the person had clicked "Create" at once. */
    private void make(HttpExchange exchange, String path, String body) throws IOException {
        String field =
                Arrays.stream(body.split("&", -1))
                        .filter(pair -> pair.startsWith("manifest="))
                        .map(pair -> URLDecoder.decode(pair.substring(9), StandardCharsets.UTF_8))
                        .findFirst()
                        .orElseThrow();
        JsonNode came = json.readTree(field);
        manifest = Optional.of(came);
        asked = path;
        came.path("default_permissions")
                .properties()
                .forEach(entry -> permissions.put(entry.getKey(), entry.getValue().asText()));
        came.path("default_events").forEach(event -> events.add(event.asText()));
        if (came.has("hook_attributes")) {
            hook.put("url", came.path("hook_attributes").path("url").asText());
            hook.put("content_type", "json");
            hook.put("insecure_ssl", "0");
        }
        String state = exchange.getRequestURI().getQuery().replaceFirst("^state=", "");
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        came.path("redirect_url").asText() + "?code=" + CODE + "&state=" + state);
        send(exchange, 302, Map.of());
    }

    private void convert(HttpExchange exchange) throws IOException {
        if (manifest.isEmpty() || converted) {
            send(exchange, 404, Map.of("message", "Not Found"));
            return;
        }
        converted = true;
        var made = new HashMap<String, Object>();
        made.put("id", APP);
        made.put("slug", "sluice-acme");
        made.put("client_id", "Iv1.client");
        made.put("client_secret", CLIENT_SECRET);
        made.put("webhook_secret", hook.isEmpty() ? null : WEBHOOK_SECRET);
        made.put("pem", pem());
        made.put(
                "owner",
                asked.startsWith("/organizations/")
                        ? Map.of("login", "acme", "type", "Organization")
                        : Map.of("login", "ada", "type", "User"));
        send(exchange, 201, made);
    }

    private void asApp(HttpExchange exchange, String path) throws IOException {
        if (!isSigned(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, Map.of("message", "A JSON web token could not be decoded"));
        } else if (path.equals("/app")) {
            send(exchange, 200, Map.of("permissions", permissions, "events", events));
        } else if (broken > 0) {
            send(exchange, broken, Map.of("message", "broken"));
        } else if (path.equals("/app/installations")) {
            boolean first = exchange.getRequestURI().getQuery().endsWith("&page=1");
            send(exchange, 200, first ? installations : List.of());
        } else if (path.equals("/app/hook/config") && !hook.isEmpty()) {
            send(exchange, 200, hook);
        } else if (path.equals("/app/hook/deliveries")) {
            send(exchange, 200, deliveries);
        } else {
            send(exchange, 404, Map.of("message", "Not Found"));
        }
    }

    private boolean isSigned(String header) throws IOException {
        try {
            String[] parts = header.substring("Bearer ".length()).split("\\.", -1);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            JsonNode claims = json.readTree(Base64.getUrlDecoder().decode(parts[1]));
            long now = Clock.systemUTC().instant().getEpochSecond();
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    && "Iv1.client".equals(claims.path("iss").asText())
                    && claims.path("iat").asLong(Long.MAX_VALUE) <= now
                    && claims.path("exp").asLong() > now
                    && claims.path("exp").asLong() <= now + 600;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
