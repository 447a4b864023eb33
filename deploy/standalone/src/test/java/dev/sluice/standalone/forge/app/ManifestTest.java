package dev.sluice.standalone.forge.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest extends DoubleTest {

    private static final String MANIFEST =
            """
            {"name":"Gate","url":"https://sluice.example",
             "hook_attributes":{"url":"https://sluice.example/webhooks/github"},
             "redirect_url":"http://127.0.0.1:9/back",
             "default_permissions":{"checks":"write"},"default_events":["check_run"]}
            """;

    @Test
    void comesBackWithACodeThatWorksOnce() {
        Answer posted = post("/organizations/acme/settings/apps/new?state=a%26b", MANIFEST);

        assertThat(posted.status()).isEqualTo(302);
        Matcher back =
                Pattern.compile("http://127\\.0\\.0\\.1:9/back\\?code=([0-9a-f]+)&state=a%26b")
                        .matcher(posted.header("location"));
        assertThat(back.matches()).as(posted.header("location")).isTrue();
        String conversion = "/app-manifests/" + back.group(1) + "/conversions";
        Answer app = client.post("", conversion, "");
        assertThat(app.status()).isEqualTo(201);
        assertThat(app.json().path("pem").asText()).startsWith("-----BEGIN RSA");
        assertThat(app.json().path("webhook_secret").asText()).isNotBlank();
        assertThat(app.json().path("owner").path("login").asText()).isEqualTo("acme");
        assertThat(client.post("", conversion, "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"url\":\"no address\",\"redirect_url\":\"http://127.0.0.1/\"}",
                "{\"redirect_url\":\"http://127.0.0.1/\"}",
                "{\"url\":\"https://a.example\"}",
                "{\"url\":\"https://a.example\",\"redirect_url\":\"http://127.0.0.1/\","
                        + "\"default_permissions\":{\"everything\":\"write\"}}",
                "{\"url\":\"https://a.example\",\"redirect_url\":\"http://127.0.0.1/\","
                        + "\"default_permissions\":{\"checks\":\"all\"}}",
                "{\"url\":\"https://a.example\",\"redirect_url\":\"http://127.0.0.1/\","
                        + "\"default_events\":[\"whatever\"]}",
                "{\"name\":\"a name that is longer than thirty-four letters\","
                        + "\"url\":\"https://a.example\",\"redirect_url\":\"http://127.0.0.1/\"}"
            })
    void refusesAManifestThatGitHubWouldNotTake(String manifest) {
        assertThat(post("/settings/apps/new", manifest).status()).isEqualTo(422);
    }

    @Test
    void refusesANameThatIsTaken() {
        assertThat(post("/settings/apps/new", MANIFEST).status()).isEqualTo(302);
        assertThat(post("/settings/apps/new", MANIFEST).text()).contains("already been taken");
    }

    private Answer post(String page, String manifest) {
        return client.ask(
                "POST",
                "",
                forge.url() + page,
                "manifest=" + URLEncoder.encode(manifest, StandardCharsets.UTF_8));
    }
}
