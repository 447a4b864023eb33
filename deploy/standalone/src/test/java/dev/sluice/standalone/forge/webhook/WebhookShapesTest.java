package dev.sluice.standalone.forge.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The members that a receiver needs stand where GitHub's own examples have them. */
class WebhookShapesTest extends DoubleTest {

    @Test
    void aCheckRunIsAskedForAgain() throws IOException {
        Answer made =
                client.post(
                        token,
                        REPO + "/check-runs",
                        "{\"name\":\"sluice/main\",\"head_sha\":\"%s\",\"external_id\":\"7\"}"
                                .formatted(head));
        var run = forge.checkRuns().of(head).getFirst();

        JsonNode again = read(run.webhook(installation.id(), Account.ADA).rerequested());
        assertThat(again.path("action").asText()).isEqualTo("rerequested");
        assertThat(again.at("/check_run/id")).isEqualTo(made.json().path("id"));
        assertThat(again.at("/check_run/external_id").asText()).isEqualTo("7");
        assertThat(again.at("/check_run/app/id").asLong()).isEqualTo(app.id());
        assertThat(again.at("/check_run/check_suite/id").asLong()).isPositive();
        assertThat(again.at("/installation/id").asLong()).isEqualTo(installation.id());
        assertEnds(again);

        Webhook pressed = run.webhook(installation.id(), Account.ADA).requestedAction("rerun");
        assertThat(pressed.event()).isEqualTo("check_run");
        assertThat(read(pressed).at("/requested_action/identifier").asText()).isEqualTo("rerun");
    }

    @Test
    void aCheckSuiteIsAskedForAgain() throws IOException {
        Webhook webhook =
                new CheckSuiteWebhook(
                                repository.labels(),
                                5,
                                "feature",
                                head,
                                PayloadParts.object().put("id", app.id()),
                                installation.id())
                        .rerequested();

        assertThat(webhook.event()).isEqualTo("check_suite");
        assertThat(read(webhook).at("/check_suite/head_sha").asText()).isEqualTo(head);
        assertThat(read(webhook).at("/check_suite/app/id").asLong()).isEqualTo(app.id());
        assertEnds(read(webhook));
    }

    @Test
    void somebodySaysSomethingOnAPullRequest() throws IOException {
        Webhook webhook =
                new IssueCommentWebhook(
                                repository.labels(), 1, 9, "/sluice rescan", Account.ADA, "MEMBER")
                        .created();

        JsonNode json = read(webhook);
        assertThat(webhook.event()).isEqualTo("issue_comment");
        assertThat(json.at("/issue/pull_request/url").asText()).endsWith("/pulls/1");
        assertThat(json.at("/comment/body").asText()).isEqualTo("/sluice rescan");
        assertThat(json.at("/comment/user/login").asText()).isEqualTo("ada");
        assertThat(json.at("/comment/author_association").asText()).isEqualTo("MEMBER");
        assertEnds(json);
    }

    @Test
    void aMergeGroupComesAndGoes() throws IOException {
        var group =
                new MergeGroupWebhook(
                        repository.labels(),
                        head,
                        "gh-readonly-queue/main/pr-1",
                        repository.tip("main"),
                        "main");

        JsonNode asked = read(group.checksRequested());
        assertThat(asked.at("/merge_group/head_sha").asText()).isEqualTo(head);
        assertThat(asked.at("/merge_group/base_ref").asText()).isEqualTo("refs/heads/main");
        assertEnds(asked);
        assertThat(read(group.destroyed("dequeued")).path("reason").asText()).isEqualTo("dequeued");
    }

    @Test
    void aJobWaitsForAnAnswer() throws IOException {
        Webhook webhook =
                new DeploymentProtectionRuleWebhook(
                                repository.labels(),
                                "production",
                                head,
                                "refs/heads/main",
                                11,
                                30,
                                installation.id())
                        .requested();

        JsonNode json = read(webhook);
        assertThat(json.path("deployment_callback_url").asText())
                .isEqualTo(forge.apiUrl() + REPO + "/actions/runs/30/deployment_protection_rule");
        assertThat(json.at("/deployment/id").asLong()).isEqualTo(11);
        assertThat(json.path("environment").asText()).isEqualTo("production");
        assertEnds(json);
    }

    @Test
    void anInstallationChanges() throws IOException {
        InstallationWebhook webhook = installation.webhook(List.of(repository));

        assertThat(read(webhook.deleted()).path("action").asText()).isEqualTo("deleted");
        assertThat(read(webhook.suspended()).path("action").asText()).isEqualTo("suspend");
        assertThat(read(webhook.created()).at("/installation/account/login").asText())
                .isEqualTo("acme");
        assertThat(read(webhook.repositoriesRemoved()).at("/repositories_removed/0/id").asLong())
                .isEqualTo(repository.id());
        assertThat(webhook.repositoriesRemoved().event()).isEqualTo("installation_repositories");
    }

    @Test
    void aRepositoryGetsAnotherName() throws IOException {
        forge.move(repository, "acme", "store");

        JsonNode json = read(new RepositoryWebhook(repository.labels()).renamedFrom("shop"));

        assertThat(json.at("/changes/repository/name/from").asText()).isEqualTo("shop");
        assertThat(json.at("/repository/full_name").asText()).isEqualTo("acme/store");
        assertEnds(json);
    }

    private void assertEnds(JsonNode payload) {
        assertThat(payload.at("/repository/id").asLong()).isEqualTo(repository.id());
        assertThat(payload.at("/organization/id").asLong()).isEqualTo(repository.ownerId());
        assertThat(payload.at("/sender/id").asLong()).isPositive();
    }

    private static JsonNode read(Webhook webhook) throws IOException {
        return new ObjectMapper().readTree(webhook.body());
    }
}
