package dev.sluice.standalone.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.standalone.forge.status.StatusWrite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackForgeTest {

    private static final String SUCCESS =
            "{\"state\":\"success\",\"context\":\"sluice/main\",\"description\":\"ok\"}";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private LoopbackForge forge;
    private String sha;

    @BeforeEach
    void start() throws IOException {
        forge =
                LoopbackForge.start(
                        directory,
                        new ForgeTokens("right", null),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        sha = forge.createRepository("acme", "shop").commit("main", "First", Map.of("a", "b"));
    }

    @AfterEach
    void stop() {
        client.close();
        forge.close();
    }

    @Test
    void writesDownWhatItAccepts() throws Exception {
        HttpResponse<String> answer = post(SUCCESS);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).hasValue("4999");
        assertThat(forge.writes(sha))
                .containsExactly(
                        new StatusWrite(
                                1, "acme/shop", sha, "sluice/main", "success", "ok", null, NOW));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | {
                    400 | []
                    422 | {}
                    422 | {"state":"passed"}
                    422 | {"state":7}
                    422 | {"state":"success","target_url":"ftp://example.com/x"}
                    422 | {"state":"success","target_url":"not a url"}
                    """)
    void refusesBodiesThatGitHubRefuses(int status, String body) throws Exception {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"message\":", "\"documentation_url\":");
        assertThat(forge.writes()).isEmpty();
    }

    @Test
    void takes140CharactersAndNotOneMore() throws Exception {
        String text = "x".repeat(140);

        assertThat(post("{\"state\":\"error\",\"description\":\"" + text + "\"}").statusCode())
                .isEqualTo(201);
        assertThat(post("{\"state\":\"error\",\"description\":\"" + text + "y\"}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void takes1000StatusesOfACommitAndContextAndNotOneMore() throws Exception {
        for (int i = 0; i < 1000; i++) {
            assertThat(post(SUCCESS).statusCode()).isEqualTo(201);
        }

        assertThat(post(SUCCESS).statusCode()).isEqualTo(422);
        assertThat(post(SUCCESS.replace("main", "next")).statusCode()).isEqualTo(201);
    }

    @Test
    void refusesStrangersAndClientsWithoutAName() throws Exception {
        assertThat(send(status("acme/shop", sha, SUCCESS).header("User-Agent", "t")))
                .isEqualTo(401);
        assertThat(
                        send(
                                status("acme/shop", sha, SUCCESS)
                                        .header("User-Agent", "t")
                                        .header("Authorization", "Bearer wrong")))
                .isEqualTo(401);
        assertThat(
                        send(
                                status("acme/shop", sha, SUCCESS)
                                        .header("User-Agent", "")
                                        .header("Authorization", "Bearer right")))
                .isEqualTo(403);
    }

    @Test
    void refusesWhatDoesNotExist() throws Exception {
        assertThat(send(authorised(status("acme/other", sha, SUCCESS)))).isEqualTo(404);
        assertThat(send(authorised(status("acme/shop", "1".repeat(40), SUCCESS)))).isEqualTo(422);
        assertThat(send(authorised(status("acme/shop", sha, SUCCESS).DELETE()))).isEqualTo(404);
    }

    @Test
    void listsTheNewestFirstInPages() throws Exception {
        post(SUCCESS);
        post(SUCCESS.replace("success", "failure"));

        HttpResponse<String> first = list("?per_page=1");
        assertThat(first.body()).contains("failure").doesNotContain("success");
        assertThat(first.headers().firstValue("Link").orElse("")).contains("page=2>; rel=\"next\"");
        HttpResponse<String> second = list("?per_page=1&page=2");
        assertThat(second.body()).contains("success").doesNotContain("failure");
        assertThat(second.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void failsOnDemandWithoutAnEffect() throws Exception {
        forge.faults().answerBadGateway(1);
        forge.faults().limitRate(1);

        assertThat(post(SUCCESS).statusCode()).isEqualTo(502);
        HttpResponse<String> limited = post(SUCCESS);
        assertThat(limited.statusCode()).isEqualTo(403);
        assertThat(limited.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(forge.writes()).isEmpty();
        assertThat(post(SUCCESS).statusCode()).isEqualTo(201);
    }

    @Test
    void stallsAnAnswerAfterTheEffect() throws Exception {
        forge.faults().stallWritesAfterEffect();

        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(
                        authorised(status("acme/shop", sha, SUCCESS)).build(),
                        BodyHandlers.ofString());
        await().atMost(Duration.ofMinutes(2)).until(() -> forge.faults().stalledWrites() == 1);

        assertThat(forge.writes()).hasSize(1);
        assertThat(answer).isNotDone();
        forge.faults().releaseWrites();
        assertThat(answer.get().statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return client.send(
                authorised(status("acme/shop", sha, body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> list(String query) throws Exception {
        var address =
                URI.create(
                        forge.apiUrl() + "/repos/acme/shop/commits/" + sha + "/statuses" + query);
        return client.send(
                authorised(HttpRequest.newBuilder(address)).build(), BodyHandlers.ofString());
    }

    private int send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder status(String repository, String commit, String body) {
        return HttpRequest.newBuilder(
                        URI.create(forge.apiUrl() + "/repos/" + repository + "/statuses/" + commit))
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder authorised(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer right").header("User-Agent", "test");
    }
}
