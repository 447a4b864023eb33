package dev.sluice.ingest.github;

import dev.sluice.events.wire.RetryableException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jboss.logging.Logger;

/**
 * Reads from GitHub's API, three times at most. Translation waits meanwhile, so where GitHub does
 * not answer it is left alone for half a minute: people who comment must not hold up changes.
 */
@ApplicationScoped
class GitHubApi {

    private static final Logger LOG = Logger.getLogger(GitHubApi.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final long MAX_BODY = 256 * 1024;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(TIMEOUT)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    /** What GitHub says, if that is not to come later. */
    record Response(int status, String body) {}

    /**
     * One request.
     *
     * @throws RetryableException when there is no answer, or one that asks for patience
     */
    @Retry(maxRetries = 2, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @CircuitBreaker(
            requestVolumeThreshold = 6,
            failureRatio = 1,
            delay = 30_000,
            failOn = RetryableException.class)
    Response get(URI address, String token) {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/vnd.github+json")
                        .header("X-GitHub-Api-Version", "2022-11-28")
                        .header("User-Agent", "sluice-ingest")
                        .GET()
                        .build();
        HttpResponse<String> response = send(request);
        int status = response.statusCode();
        if (status == TOO_MANY || status >= SERVER_ERRORS) {
            throw new RetryableException("GitHub answers " + status, Duration.ZERO);
        }
        return new Response(status, response.body());
    }

    /** The client's own timeout ends with the headers; this one includes the body. */
    private HttpResponse<String> send(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BODY));
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new RetryableException("GitHub does not answer in time", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("ingest is stopping", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                LOG.debug("GitHub cannot be reached", cause);
                throw new RetryableException("GitHub cannot be reached", cause);
            }
            throw new IllegalStateException("a request could not be made", e);
        }
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
