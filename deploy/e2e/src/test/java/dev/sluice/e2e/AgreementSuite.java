package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.Finding;
import dev.sluice.events.ScanReported;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One repository, looked at by the command line and by the services: the findings and the verdict
 * are the same.
 */
abstract class AgreementSuite extends LineSuite {

    @Test
    void findingsAndVerdictAreTheSame() throws IOException {
        var repository = line().forge().repository();
        repository.commit(
                "main",
                Map.of(
                        "old.env",
                        "TOKEN=" + Fixtures.gitHubToken(20) + "\n",
                        "pom.xml",
                        Fixtures.pom("org.apache.commons", "commons-text", "1.9")));
        repository.commit(
                "feature",
                "main",
                Map.of(
                        "new.env",
                        "TOKEN=" + Fixtures.gitHubToken(21) + "\n",
                        "pom.xml",
                        Fixtures.pom("org.apache.logging.log4j", "log4j-core", "2.14.1")));
        var proposal = repository.propose(1, "feature", "main");

        assertThat(Webhooks.send(line(), "pull_request", proposal.event("opened")).statusCode())
                .isEqualTo(202);
        await().atMost(A_WHILE)
                .until(() ->
                        decisions(proposal).stream().anyMatch(d -> d.newFindings().size() >= 2));
        var outcome =
                SluiceCommand.outcome(
                        "scan",
                        repository.repository().directory().toString(),
                        "--head",
                        "feature",
                        "--base",
                        "main",
                        "--format",
                        "json");

        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
        JsonNode report = Json.mapper().readTree(outcome.output());
        ChangeDecided decision = decisions(proposal).getLast();
        assertThat(report.path("verdict").asText())
                .isEqualTo(decision.verdict().name().toLowerCase(Locale.ROOT));
        assertThat(report.path("reason").asText()).isEqualTo(decision.reason());
        List<String> local = new ArrayList<>();
        report.path("findings").forEach(finding -> local.add(comparable(finding)));
        List<String> bus =
                line()
                        .log()
                        .facts(
                                ScanReported.class,
                                s -> s.revision().headSha().equals(proposal.headSha()))
                        .stream()
                        .flatMap(part -> part.findings().stream())
                        .map(AgreementSuite::comparable)
                        .toList();
        assertThat(local).isNotEmpty().containsExactlyInAnyOrderElementsOf(bus);
    }

    private List<ChangeDecided> decisions(ForgeFixture.Proposal proposal) {
        return line().log()
                .facts(ChangeDecided.class, d -> d.revision().headSha().equals(proposal.headSha()));
    }

    private static String comparable(Finding finding) {
        return comparable(Json.mapper().<JsonNode>valueToTree(finding));
    }

    /** Everything but what depends on the key that hashes secrets: the two have one each. */
    private static String comparable(JsonNode finding) {
        var copy = (ObjectNode) finding.deepCopy();
        if (copy.has("secret")) {
            copy.remove("fingerprints");
            copy.withObject("/secret").remove("hash");
        }
        return copy.toString();
    }
}
