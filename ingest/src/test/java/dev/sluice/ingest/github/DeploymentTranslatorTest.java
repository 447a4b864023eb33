package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Account;
import dev.sluice.events.Deployment;
import dev.sluice.events.DeploymentRequested;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.UntranslatableException;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTranslatorTest {

    private static final String CALLBACK =
            "https://api.github.com/repos/acme/shop/actions/runs/94/deployment_protection_rule";

    private final DeploymentTranslator translator = at("https://api.github.com");

    @Test
    void aDeploymentThatWaitsIsRequested() {
        Translation translation = translator.translate(rule().delivery());

        Event<?> event = ((Translation.Translated) translation).events().getFirst();
        assertThat(event.fact())
                .isEqualTo(
                        new DeploymentRequested(
                                new Deployment(21, 94, "prod eu", "a".repeat(40), "release/1"),
                                new Repository("github", 7, 8, "acme", "shop"),
                                new Account(101, "mona")));
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-21T09:58:07Z"));
        assertThat(event.fact().subject()).isEqualTo("github/7/deployment/21");
    }

    @Test
    void anEnterpriseServerHasItsApiBelowAPath() {
        Payloads payload =
                rule().with(
                                "/deployment_callback_url",
                                "\""
                                        + CALLBACK.replace(
                                                "api.github.com", "ghe.example.com/api/v3")
                                        + "\"");

        assertThat(at("https://ghe.example.com/api/v3/").translate(payload.delivery()))
                .isInstanceOf(Translation.Translated.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/repos/acme/shop/actions/runs/94/deployment_protection_rule",
                "http://api.github.com/repos/acme/shop/actions/runs/94/deployment_protection_rule",
                "https://api.github.com@evil.example/repos/acme/shop/actions/runs/94/deployment_protection_rule",
                "https://api.github.com.evil.example/repos/acme/shop/actions/runs/94/deployment_protection_rule",
                "https://api.github.com/repos/acme/other/actions/runs/94/deployment_protection_rule",
                "https://api.github.com/repos/acme/shop/actions/runs/x/deployment_protection_rule",
                "https://api.github.com/repos/acme/shop/actions/runs/94/deployment_protection_rule?a",
                "https://api.github.com/repos/acme/shop/../x/actions/runs/94/deployment_protection_rule"
            })
    void aCallbackThatLeadsElsewhereIsUntranslatable(String callback) {
        Payloads payload = rule().with("/deployment_callback_url", "\"" + callback + "\"");

        assertThatThrownBy(() -> translator.translate(payload.delivery()))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage(
                        "deployment_callback_url does not lead to a run of the repository at the"
                                + " configured API");
    }

    @ParameterizedTest
    @CsvSource({
        "/deployment, deployment is missing",
        "/deployment/id, deployment.id is missing",
        "/deployment/sha, deployment.sha is missing",
        "/deployment/ref, deployment.ref is missing",
        "/environment, environment is missing",
        "/deployment_callback_url, deployment_callback_url is missing"
    })
    void whatCannotBeAnsweredIsUntranslatable(String pointer, String message) {
        Payloads payload = rule().without(pointer);

        assertThatThrownBy(() -> translator.translate(payload.delivery()))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage(message);
    }

    @Test
    void otherActionsAreIgnored() {
        assertThat(translator.translate(rule().with("/action", "\"seen\"").delivery()))
                .isEqualTo(new Translation.Ignored(Translation.Reason.ACTION_NOT_USED));
    }

    private static DeploymentTranslator at(String api) {
        return new DeploymentTranslator(new ApiAddress(URI.create(api), Set.of()));
    }

    private static Payloads rule() {
        return Payloads.about(
                "deployment_protection_rule",
                """
                {"action": "requested", "environment": "prod eu",
                 "deployment_callback_url": "%s",
                 "deployment": {"id": 21, "sha": "%s", "ref": "refs/heads/release/1",
                                "created_at": "2026-11-21T09:58:07Z"}}
                """
                        .formatted(CALLBACK, "a".repeat(40)));
    }
}
