package dev.sluice.standalone.connect;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks GitHub's API and follows nothing. */
final class GitHubHttp implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final long MAX_BODY = 4 * 1024 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();

    HttpResponse<String> post(URI api, String path) throws IOException, InterruptedException {
        return send(request(api + path).POST(BodyPublishers.noBody()));
    }

    /** As somebody who proves by this who they are. */
    HttpResponse<String> get(URI address, String statement)
            throws IOException, InterruptedException {
        return send(
                request(address.toString()).header("Authorization", "Bearer " + statement).GET());
    }

    /** Whether anything answers there, whatever it says. */
    int status(URI address) throws IOException, InterruptedException {
        return send(request(address.toString()).GET()).statusCode();
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(ANSWER)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "sluice-connect");
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(
                request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BODY));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
