package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAppTest {

    private static final String CHECK =
            """
            {"action": "created", "check_run": {"app": {"id": 4711}}}
            """;

    private final OwnApp app = new OwnApp(OptionalLong.of(4711), Optional.of("sluice"));
    private final OwnApp unnamed = new OwnApp(OptionalLong.of(4711), Optional.empty());
    private final OwnApp none = new OwnApp(OptionalLong.empty(), Optional.empty());

    @Test
    void causedWhatItSent() {
        Payloads comment = Payloads.about("issue_comment", "{\"action\": \"created\"}").byAnApp();

        assertThat(app.caused(comment.delivery())).isTrue();
        assertThat(unnamed.caused(comment.delivery())).isFalse();
        assertThat(app.caused(comment.with("/sender/login", "\"sluice2[bot]\"").delivery()))
                .isFalse();
        assertThat(app.caused(comment.with("/sender/login", "\"sluice\"").delivery())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"comment", "review", "deployment_status"})
    void causedWhatWasMadeWithIt(String made) {
        Payloads payload =
                Payloads.about(
                                "any",
                                "{\""
                                        + made
                                        + "\": {\"performed_via_github_app\": {\"id\": 4711}}}")
                        .with("/sender/type", "\"Bot\"");

        assertThat(unnamed.caused(payload.delivery())).isTrue();
        assertThat(unnamed.caused(payload.with("/sender/type", "\"User\"").delivery())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "completed"})
    void causedItsChecksWhoeverIsNamedAsTheirSender(String action) {
        Payloads check = Payloads.about("check_run", CHECK).with("/action", "\"" + action + "\"");

        assertThat(unnamed.caused(check.delivery())).isTrue();
        assertThat(unnamed.caused(check.with("/check_run/app/id", "1").delivery())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rerequested", "requested_action", "requested"})
    void didNotPressItsOwnButtons(String action) {
        Payloads check = Payloads.about("check_run", CHECK).with("/action", "\"" + action + "\"");

        assertThat(app.caused(check.delivery())).isFalse();
    }

    @Test
    void whereNoneIsConfiguredNothingIsOurs() {
        assertThat(none.caused(Payloads.about("check_run", CHECK).byAnApp().delivery())).isFalse();
    }

    @Test
    void whateverStandsInThosePlacesDoesNoHarm() {
        Payloads odd =
                Payloads.of(
                        "any",
                        """
                        {"action": 7, "sender": "x", "comment": [], "review": 1.5,
                         "deployment_status": null, "check_run": {"app": []}, "check_suite": true}
                        """);

        assertThat(app.caused(odd.delivery())).isFalse();
    }
}
