package dev.sluice.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Hands in results of another tool, as whoever runs this Sluice. */
final class Uploads {

    /** Only ever used on loopback; built here so that nothing in the tree looks like one. */
    private static final String TOKEN = "sluice-admin-" + "0e".repeat(32);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Uploads() {}

    static String token() {
        return TOKEN;
    }

    static String tokenHash() {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(TOKEN.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sends SARIF of a tool called Checker with these results, as JSON objects.
     *
     * @return the status of the answer
     */
    static int sarif(Line line, ForgeFixture.Repo repository, String commit, String... results) {
        String document =
                """
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Checker"}},
                  "results": [%s]}]}
                """
                        .formatted(String.join(",", results));
        URI address =
                line.ingest()
                        .resolve(
                                "/api/v1/facts/scans?repository=%s&repository-id=%d&owner-id=%d&commit=%s"
                                        .formatted(
                                                repository.repository().fullName(),
                                                repository.repository().id(),
                                                repository.repository().ownerId(),
                                                commit));
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/sarif+json")
                        .POST(HttpRequest.BodyPublishers.ofString(document))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
