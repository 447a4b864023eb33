package dev.sluice.notifier.github;

import dev.sluice.notifier.publishing.PublishingConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and its answer, within a time and a size. Redirects are not followed, and each
 * request under way has a connection of its own, so that a stuck one holds up nobody.
 */
@Singleton
class Exchange {

    /** A hundred statuses are a fifth of this. */
    private static final long MAX_BODY = 1024 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient client;
    private final Duration timeout;

    @Inject
    Exchange(PublishingConfig config) {
        this(config.requestTimeout());
    }

    Exchange(Duration timeout) {
        this.timeout = timeout;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(
                                timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /** How a request ended; reasons are one line for people. */
    sealed interface Outcome {}

    /** There is an answer, whatever it says. */
    record Answered(Answer answer) implements Outcome {}

    /** The request cannot have had any effect. */
    record NotSent(String reason) implements Outcome {}

    /** The request may have had its effect. */
    record Lost(String reason) implements Outcome {}

    /** The client's own timeout ends with the headers; this one includes the body. */
    Outcome send(HttpRequest request) {
        String host = request.uri().getHost();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BODY));
        try {
            HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answered(
                    new Answer(response.statusCode(), response.headers(), response.body()));
        } catch (TimeoutException _) {
            answer.cancel(true);
            return new Lost(host + " did not answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Lost("the notifier is stopping");
        } catch (ExecutionException e) {
            return failed(host, e.getCause());
        }
    }

    private static Outcome failed(String host, @Nullable Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                    new NotSent(host + " did not accept a connection in time");
            case ConnectException _ -> new NotSent(host + " does not accept connections");
            case UnresolvedAddressException _ -> new NotSent(host + " has no address");
            case IOException _ -> new Lost("the connection to " + host + " broke");
            case null, default ->
                    throw new IllegalStateException("a request could not be made", cause);
        };
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
