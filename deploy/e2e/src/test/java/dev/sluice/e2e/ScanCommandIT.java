package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.SluiceCommand.Outcome;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice scan} as people type it: what it prints, and how it ends. */
class ScanCommandIT {

    private static final String TOKEN = Fixtures.gitHubToken(30);

    private static ForgeFixture forge;
    private static String repository;
    private static Path directory;

    @BeforeAll
    static void commit(@TempDir Path temporary) {
        directory = temporary;
        forge = ForgeFixture.start(temporary.resolve("forge"));
        var repo = forge.repository();
        repo.commit("main", Map.of("README.md", "hello\n"));
        repo.commit("feature", "main", Map.of("app.env", "A=1\nTOKEN=" + TOKEN + "\n"));
        repository = repo.repository().directory().toString();
    }

    @AfterAll
    static void close() {
        forge.close();
    }

    @Test
    void aNewSecretFailsWithFileLineRuleAndFix() {
        Outcome outcome = scan("--head", "feature", "--base", "main");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("critical  app.env:2", "Fix:", "FAIL", "no-new-secrets")
                .doesNotContain(TOKEN);
    }

    @Test
    void aCleanBranchPasses() {
        Outcome outcome = scan("--head", "main");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).contains("PASS");
    }

    @Test
    void aReportGoesToAFileAndTheVerdictToTheTerminal() throws IOException {
        Path file = directory.resolve("report.sarif");

        Outcome outcome =
                scan("--head", "feature", "--format", "sarif", "--output", file.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output().lines()).hasSize(1).first().asString().startsWith("FAIL: ");
        JsonNode log = Json.mapper().readTree(Files.readString(file));
        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        assertThat(Files.readString(file)).contains("app.env").doesNotContain(TOKEN);
    }

    @Test
    void aRequiredScanThatCannotBeDoneIsIndeterminate() throws IOException {
        Path policy = directory.resolve("needs-more.yaml");
        Files.writeString(
                policy,
                """
                apiVersion: sluice.dev/v1
                kind: Policy
                metadata:
                  name: needs-more
                rules:
                  - name: licences-are-checked
                    require: [licences]
                """);

        Outcome outcome = scan("--head", "main", "--policy", policy.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).contains("INDETERMINATE", "licences");
    }

    @Test
    void aBrokenPolicyIsRefusedWithFileLineAndColumn() throws IOException {
        Path policy = directory.resolve("broken.yaml");
        Files.writeString(
                policy,
                """
                apiVersion: sluice.dev/v1
                kind: Policy
                metadata:
                  name: broken
                rules:
                  - name: typo
                    deny:
                      findings: finding.severty == 'high'
                """);

        assertRefused(scan("--policy", policy.toString()), policy + ":8:", "severty");
    }

    @Test
    void whatIsNoRepositoryIsRefusedInOneLine(@TempDir Path empty) {
        assertRefused(SluiceCommand.outcome("scan", empty.toString()), "git repository");
        assertRefused(
                SluiceCommand.outcome("scan", empty.resolve("nowhere").toString()),
                "does not exist");
    }

    @Test
    void unknownOptionsAndRevisionsAreRefusedInOneLine() {
        assertRefused(scan("--bse", "main"), "--bse");
        assertRefused(scan("--base", "no-such-branch"), "no-such-branch");
        assertRefused(scan("--format", "xml"), "xml");
    }

    private static Outcome scan(String... options) {
        var arguments = new ArrayList<>(List.of("scan", repository));
        arguments.addAll(List.of(options));
        return SluiceCommand.outcome(arguments.toArray(String[]::new));
    }

    private static void assertRefused(Outcome outcome, String... words) {
        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(64);
        assertThat(outcome.output()).contains(words).doesNotContain("\tat ", "Exception");
    }
}
