package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Json;
import dev.sluice.standalone.forge.app.LoopbackApp;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice connect github} as a person runs it, with a browser that clicks once. */
class ConnectIT {

    private static final Pattern PAGE = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/start/\\w+");

    @TempDir Path directory;

    private final PrismWitness witness = new PrismWitness();
    private final HttpClient browser = HttpClient.newHttpClient();
    private ForgeFixture forge;

    @BeforeEach
    void start() {
        forge = ForgeFixture.start(directory.resolve("forge"), witness);
    }

    @AfterEach
    void stop() {
        browser.close();
        forge.close();
    }

    @Test
    void asksOnlyWhatGitHubDocuments() throws Exception {
        try (Prism prism = Prism.start()) {
            forge.forge().install(connect(), "acme");
            check();

            PrismWitness.Judgement judgement = witness.judge(prism);
            assertThat(judgement.kinds())
                    .anyMatch(kind -> kind.endsWith("/conversions"))
                    .anyMatch(kind -> kind.endsWith("/app"));
            assertThat(judgement.objections()).isEmpty();
        }
    }

    private LoopbackApp connect() throws IOException, InterruptedException {
        Process command =
                SluiceCommand.start(
                        "connect",
                        "github",
                        "--organisation",
                        "acme",
                        "--github-url",
                        forge.forge().url().toString(),
                        "--webhook-url",
                        "https://sluice.example.org",
                        "--no-browser",
                        "--data",
                        directory.resolve("data").toString());
        try (BufferedReader output = command.inputReader(StandardCharsets.UTF_8)) {
            click(page(output));
            String rest = String.join("\n", output.readAllLines());
            assertThat(command.waitFor()).as(rest).isZero();
        }
        JsonNode kept =
                Json.mapper().readTree(directory.resolve("data/github-app/app.json").toFile());
        return forge.forge().app(kept.path("id").asLong());
    }

    private static URI page(BufferedReader output) throws IOException {
        var said = new StringBuilder();
        for (String next = output.readLine(); next != null; next = output.readLine()) {
            said.append(next).append('\n');
            Matcher page = PAGE.matcher(next);
            if (page.find()) {
                return URI.create(page.group());
            }
        }
        throw new AssertionError("no page was shown: " + said);
    }

    private void click(URI page) throws IOException, InterruptedException {
        String html = get(page);
        var made =
                browser.send(
                        HttpRequest.newBuilder(URI.create(found("<form action=\"([^\"]+)\"", html)))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "manifest="
                                                        + URLEncoder.encode(
                                                                found(
                                                                        "name=\"manifest\" value=\"([^\"]+)\"",
                                                                        html),
                                                                StandardCharsets.UTF_8)))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(302);
        get(URI.create(made.headers().firstValue("Location").orElseThrow()));
    }

    private String get(URI page) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    }

    private static String found(String pattern, String html) {
        Matcher matcher = Pattern.compile(pattern).matcher(html);
        assertThat(matcher.find()).as(html).isTrue();
        String text = matcher.group(1);
        for (List<String> entity :
                List.of(
                        List.of("&quot;", "\""),
                        List.of("&#39;", "'"),
                        List.of("&lt;", "<"),
                        List.of("&gt;", ">"),
                        List.of("&amp;", "&"))) {
            text = text.replace(entity.getFirst(), entity.getLast());
        }
        return text;
    }

    private void check() {
        SluiceCommand.outcome(
                "connect", "github", "--check", "--data", directory.resolve("data").toString());
    }
}
