package dev.sluice.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A Sluice that runs, asked over its REST interface. Paths begin with {@code /api/v1}, their
 * variable parts encoded with {@link #segment}; queries are given as they are. Redirects are not
 * followed, since a token goes along. Any answer but success ends the command with a {@link
 * Refusal} of one line.
 */
public final class RunningSluice implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final long MAX_BODY = 32 * 1024 * 1024;

    private final ServerAddress server;
    private final Optional<Token> token;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();

    RunningSluice(ServerAddress server, Optional<Token> token) {
        this.server = server;
        this.token = token;
    }

    /** What is there. */
    public JsonNode get(String path, Map<String, String> query) throws InterruptedException {
        return success(send("GET", path, query, BodyPublishers.noBody()));
    }

    /** What is there; empty when there is no such thing, or none that the token may see. */
    public Optional<JsonNode> find(String path, Map<String, String> query)
            throws InterruptedException {
        Reply reply = send("GET", path, query, BodyPublishers.noBody());
        return reply.isMissing() ? Optional.empty() : Optional.of(success(reply));
    }

    /** What it says to this. */
    public JsonNode post(String path, Map<String, String> query, JsonNode body)
            throws InterruptedException {
        return success(send("POST", path, query, BodyPublishers.ofString(body.toString())));
    }

    /** What it says to this, where the address says it all. */
    public JsonNode post(String path, Map<String, String> query) throws InterruptedException {
        return success(send("POST", path, query, BodyPublishers.noBody()));
    }

    /** What it says when the thing is gone. */
    public JsonNode delete(String path, Map<String, String> query) throws InterruptedException {
        return success(send("DELETE", path, query, BodyPublishers.noBody()));
    }

    /** A part of a path, whatever it contains. */
    public static String segment(String text) {
        return encoded(text);
    }

    private Reply send(String method, String path, Map<String, String> query, BodyPublisher body)
            throws InterruptedException {
        URI address = server.resolve(path + text(query));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(ANSWER)
                        .header("Accept", "application/json, application/problem+json")
                        .header("User-Agent", "sluice-cli")
                        .method(method, body);
        if (body.contentLength() > 0) {
            request.header("Content-Type", "application/json");
        }
        token.ifPresent(known -> request.header("Authorization", "Bearer " + known.value()));
        try {
            HttpResponse<byte[]> response =
                    client.send(
                            request.build(),
                            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
            return Reply.of(response);
        } catch (HttpTimeoutException e) {
            throw Refusal.internal("no answer from " + server + " in time; is it up?", e);
        } catch (ConnectException e) {
            throw Refusal.internal(
                    "nothing listens at "
                            + server
                            + "; start one with 'sluice up', or say with --server or SLUICE_SERVER"
                            + " where it is",
                    e);
        } catch (IOException e) {
            throw Refusal.internal("cannot ask " + server + ": " + reason(e), e);
        }
    }

    private JsonNode success(Reply reply) {
        return reply.success(server, token.isPresent());
    }

    private static String text(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : new TreeMap<>(query)
                        .entrySet().stream()
                                .map(entry ->
                                        encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
