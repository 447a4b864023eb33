package dev.sluice.notifier.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.Deployment;
import dev.sluice.events.DeploymentDecided;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.MutableClock;
import dev.sluice.notifier.github.PullRequests;
import dev.sluice.notifier.github.PullRequests.Fault;
import dev.sluice.notifier.publishing.Exhibit;
import dev.sluice.notifier.publishing.Machine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deployments that wait are answered once, whatever happens. */
class DeploymentTest {

    private static final Deployment PRODUCTION =
            new Deployment(7, 99, "production", Facts.sha("a1"), "main");

    private final PullRequests github = new PullRequests();
    private final Exhibit exhibit = exhibit(true);
    private final Machine machine = new Machine(_ -> exhibit);

    private Exhibit exhibit(boolean app) {
        return new DeploymentExhibit(
                List.of(github.deployments(new MutableClock(Facts.NOON), app)));
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void approvesWhatThePolicyAllows() {
        machine.say(decided(1, Verdict.PASS));
        machine.settle();

        JsonNode answer = only();
        assertThat(answer.path("environment_name").asText()).isEqualTo("production");
        assertThat(answer.path("state").asText()).isEqualTo("approved");
        assertThat(answer.path("comment").asText()).contains("Approved", "`@all` is well");
        assertThat(machine.delivered())
                .extracting(
                        PublicationDelivered::state,
                        it -> it.target().kind(),
                        it -> it.target().sha())
                .containsExactly(tuple("approved", "github-deployment", Facts.sha("a1")));
    }

    @Test
    void rejectsWhatItForbidsAndWhatCouldNotBeTold() {
        machine.say(decided(1, Verdict.INDETERMINATE));
        machine.settle();

        assertThat(only().path("state").asText()).isEqualTo("rejected");
        assertThat(only().path("comment").asText()).contains("could not be told");
    }

    @Test
    void answersOnceWhateverIsDecidedLater() {
        machine.say(decided(1, Verdict.FAIL));
        machine.settle();
        machine.say(decided(2, Verdict.PASS));
        machine.after(Duration.ofHours(1));

        assertThat(only().path("state").asText()).isEqualTo("rejected");
    }

    @Test
    void answersByTheLatestDecision() {
        machine.say(decided(2, Verdict.FAIL));
        machine.say(decided(1, Verdict.PASS));
        machine.settle();

        assertThat(only().path("state").asText()).isEqualTo("rejected");
    }

    @Test
    void aCrashAfterTheAnswerLeavesOne() {
        machine.say(decided(1, Verdict.PASS));
        machine.dieAfterTheWrite(exhibit);
        machine.after(Duration.ofMinutes(1));

        assertThat(only().path("state").asText()).isEqualTo("approved");
        assertThat(machine.delivered()).hasSize(1);
    }

    @Test
    void anAnswerThatDidNotGetThereIsRepeated() {
        github.fault(Fault.TROUBLE);
        machine.say(decided(1, Verdict.PASS));
        machine.settle();
        assertThat(github.answers()).isEmpty();
        machine.after(Duration.ofMinutes(1));

        assertThat(github.answers()).hasSize(1);
    }

    @Test
    void saysThatOnlyAnAppCanAnswer() {
        var plain = new Machine(_ -> exhibit(false));
        plain.say(decided(1, Verdict.PASS));
        plain.settle();

        assertThat(github.answers()).isEmpty();
        assertThat(plain.failed()).hasSize(1);
        assertThat(plain.failed().getFirst().reason()).contains("by a GitHub App only");
    }

    private JsonNode only() {
        assertThat(github.answers()).hasSize(1);
        return github.answers().getFirst();
    }

    private static DeploymentDecided decided(long sequence, Verdict verdict) {
        return new DeploymentDecided(
                PRODUCTION, Facts.SHOP, sequence, verdict, Facts.NOON, "@all is well");
    }
}
