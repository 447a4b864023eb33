package dev.sluice.standalone.forge.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import dev.sluice.standalone.forge.deployments.ProtectionRules.Word;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectionRulesTest extends DoubleTest {

    @BeforeEach
    void aJobWaits() {
        forge.protectionRules().await(repository, 30, "production");
    }

    @Test
    void isAnsweredOnce() {
        assertThat(say(30, "\"state\":\"approved\",\"comment\":\"fine\"").status()).isEqualTo(204);
        assertThat(forge.protectionRules().said(repository, 30, "production"))
                .containsExactly(new Word("approved", "fine"));
        assertThat(say(30, "\"state\":\"rejected\"").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"state\":\"pass\"", "\"comment\":7", "\"state\":null"})
    void refusesWhatGitHubRefuses(String members) {
        assertThat(say(30, members).status()).isEqualTo(422);
        assertThat(client.post(token, path(30), "{\"state\":\"approved\"}").status())
                .isEqualTo(422);
    }

    @Test
    void takes1024CharactersAndNotOneMore() {
        assertThat(say(30, "\"comment\":\"" + "x".repeat(1024) + "\"").status()).isEqualTo(204);
        assertThat(say(30, "\"comment\":\"" + "x".repeat(1025) + "\"").status()).isEqualTo(422);
    }

    @Test
    void takesTenReportsAndThenOnlyTheDecision() {
        for (int i = 0; i < 10; i++) {
            assertThat(say(30, "\"comment\":\"still looking\"").status()).isEqualTo(204);
        }
        assertThat(say(30, "\"comment\":\"still looking\"").status()).isEqualTo(422);
        assertThat(say(30, "\"state\":\"rejected\"").status()).isEqualTo(204);
    }

    @Test
    void refusesARunThatDoesNotWaitAndACallerWithoutThePermission() {
        assertThat(say(31, "\"state\":\"approved\"").status()).isEqualTo(404);
        String narrow = token("{\"permissions\":{\"deployments\":\"read\"}}");
        assertThat(client.post(narrow, path(30), "{}").status()).isEqualTo(403);
        assertThat(client.post("personal", path(30), "{}").status()).isEqualTo(403);
    }

    private Answer say(int run, String members) {
        return client.post(
                token, path(run), "{\"environment_name\":\"production\"," + members + "}");
    }

    private static String path(int run) {
        return REPO + "/actions/runs/" + run + "/deployment_protection_rule";
    }
}
