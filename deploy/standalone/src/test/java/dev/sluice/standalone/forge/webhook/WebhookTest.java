package dev.sluice.standalone.forge.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private static final String BASE = "a".repeat(40);
    private static final String HEAD = "b".repeat(40);
    private static final RepositoryLabels SHOP =
            new RepositoryLabels(
                    URI.create("http://127.0.0.1:1"), 7, 5, "acme", "shop", Clock.systemUTC());

    @Test
    void signsAsGitHubDocumentsIt() {
        var webhook =
                new Webhook(
                        "ping",
                        UUID.randomUUID(),
                        "Hello, World!".getBytes(StandardCharsets.UTF_8));

        assertThat(webhook.signature("It's a Secret to Everybody"))
                .isEqualTo(
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    void carriesThePullRequest() throws Exception {
        JsonNode payload = json(pull().build());

        assertThat(payload.at("/action").textValue()).isEqualTo("opened");
        assertThat(payload.at("/number").longValue()).isEqualTo(3);
        assertThat(payload.at("/pull_request/head/sha").textValue()).isEqualTo(HEAD);
        assertThat(payload.at("/pull_request/head/repo/id").longValue()).isEqualTo(7);
        assertThat(payload.at("/pull_request/base/ref").textValue()).isEqualTo("main");
        assertThat(payload.at("/repository/id").longValue()).isEqualTo(7);
        assertThat(payload.at("/repository/owner/id").longValue()).isEqualTo(5);
    }

    @Test
    void carriesWhatChanged() throws Exception {
        assertThat(json(pull().synchronizedFrom(BASE).build()).at("/before").textValue())
                .isEqualTo(BASE);
        assertThat(
                        json(pull().retargetedFrom("old").build())
                                .at("/changes/base/ref/from")
                                .textValue())
                .isEqualTo("old");
        assertThat(json(pull().fromFork(99).build()).at("/pull_request/head/repo/id").longValue())
                .isEqualTo(99);
        assertThat(json(pull().headDeleted().build()).at("/pull_request/head/repo").isNull())
                .isTrue();
    }

    @Test
    void tellsANewBranchFromADeletedOne() throws Exception {
        JsonNode created = json(new PushWebhook(SHOP, "x", PushWebhook.NOTHING, HEAD).build());
        JsonNode deleted = json(new PushWebhook(SHOP, "x", HEAD, PushWebhook.NOTHING).build());

        assertThat(created.at("/ref").textValue()).isEqualTo("refs/heads/x");
        assertThat(created.at("/created").booleanValue()).isTrue();
        assertThat(created.at("/deleted").booleanValue()).isFalse();
        assertThat(deleted.at("/deleted").booleanValue()).isTrue();
    }

    private static PullRequestWebhook pull() {
        return new PullRequestWebhook(SHOP, 3, "feature", HEAD, BASE);
    }

    private static JsonNode json(Webhook webhook) throws Exception {
        return new ObjectMapper().readTree(webhook.body());
    }
}
