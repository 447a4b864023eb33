package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.DeploymentFinished;
import dev.sluice.events.DeploymentOutcome;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import dev.sluice.ingest.forge.UntranslatableException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentStatusTranslatorTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");
    private static final String SHA = "a".repeat(40);

    @ParameterizedTest
    @CsvSource({"success, SUCCESS", "failure, FAILURE", "error, ERROR"})
    void anEndIsTold(String state, DeploymentOutcome outcome) {
        Event<?> event = only(status(state));

        assertThat(event.fact())
                .isEqualTo(
                        new DeploymentFinished(
                                31, 30L, "production", SHA, "main", REPOSITORY, outcome));
        assertThat(event.fact().subject()).isEqualTo("github/7/deployment/31");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-21T09:58:07Z"));
    }

    @Test
    void anybodyMayDeploy() {
        DeploymentFinished finished =
                (DeploymentFinished)
                        only(status("success").with("/workflow_run", "null").byAnApp()).fact();

        assertThat(finished.runId()).isNull();
    }

    @Test
    void theEnvironmentMayStandWithTheDeploymentAlone() {
        DeploymentFinished finished =
                (DeploymentFinished)
                        only(status("success")
                                        .without("/deployment_status/environment")
                                        .with("/deployment/environment", "\"staging\""))
                                .fact();

        assertThat(finished.environment()).isEqualTo("staging");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in_progress", "queued", "pending", "waiting", "inactive", "brand_new"})
    void whatGoesOnOrIsReplacedIsIgnored(String state) {
        assertThat(DeploymentStatusTranslator.translate(status(state).delivery()))
                .isEqualTo(new Translation.Ignored(Reason.DEPLOYMENT_NOT_FINISHED));
    }

    @Test
    void whatDeceivesTheEyeIsUntranslatable() {
        Payloads status = status("success").with("/deployment/ref", "\"ma\\u202ein\"");

        assertThatThrownBy(() -> DeploymentStatusTranslator.translate(status.delivery()))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage("deployment.ref is not a name that GitHub gives");
    }

    private static Event<?> only(Payloads status) {
        return ((Translation.Translated) DeploymentStatusTranslator.translate(status.delivery()))
                .events()
                .getFirst();
    }

    private static Payloads status(String state) {
        return Payloads.about(
                "deployment_status",
                """
                {"deployment_status": {"state": "%s", "environment": "production",
                                       "created_at": "2026-11-21T09:58:07Z"},
                 "deployment": {"id": 31, "sha": "%s", "ref": "refs/heads/main"},
                 "workflow_run": {"id": 30}}
                """
                        .formatted(state, SHA));
    }
}
