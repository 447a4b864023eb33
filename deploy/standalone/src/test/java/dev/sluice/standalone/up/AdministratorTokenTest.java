package dev.sluice.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.data.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministratorTokenTest {

    @TempDir private Path directory;

    @Test
    void isShownOnceAndKeptForItsOwnerAlone() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            AdministratorToken first = AdministratorToken.of(Map.of(), data);
            AdministratorToken second = AdministratorToken.of(Map.of(), data);

            String token = first.generated().orElseThrow();
            assertThat(token).matches("sluice-admin-[0-9a-f]{64}");
            assertThat(data.administratorToken()).hasContent(token);
            assertThat(Files.getPosixFilePermissions(data.administratorToken()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(first.toString()).doesNotContain(token);
            assertThat(second.generated()).isEmpty();
            assertThat(second.settings()).isEqualTo(first.settings());
        }
    }

    @Test
    void ingestLearnsTheHashOnly() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            AdministratorToken token = AdministratorToken.of(Map.of(), data);

            assertThat(token.settings()).containsOnlyKeys("SLUICE_ADMIN_TOKEN_SHA256");
            assertThat(token.settings().get("SLUICE_ADMIN_TOKEN_SHA256"))
                    .matches("[0-9a-f]{64}")
                    .isNotEqualTo(token.generated().orElseThrow().substring(13));
        }
    }

    @Test
    void refusesAFileThatHoldsSomethingElse() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            Files.writeString(data.administratorToken(), "letmein\n");

            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> AdministratorToken.of(Map.of(), data))
                    .withMessageContaining("delete it")
                    .withMessageNotContaining("letmein");
        }
    }

    @Test
    void anotherOneIsMadeWhenTheFileIsGone() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            AdministratorToken first = AdministratorToken.of(Map.of(), data);
            Files.delete(data.administratorToken());

            assertThat(AdministratorToken.of(Map.of(), data).generated())
                    .isPresent()
                    .isNotEqualTo(first.generated());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLUICE_OIDC_ISSUER", "SLUICE_ADMIN_TOKEN_SHA256"})
    void thereIsNoneWhereTheEnvironmentSaysWhoIsWho(String name) throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            AdministratorToken none = AdministratorToken.of(Map.of(name, "something"), data);

            assertThat(none.settings()).isEmpty();
            assertThat(none.generated()).isEmpty();
            assertThat(data.administratorToken()).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLUICE_GITHUB_ACTIONS_ISSUER", "SLUICE_GITLAB_CI_ISSUER"})
    void jobsAreNoAdministrators(String name) throws Exception {
        try (DataDirectory data = DataDirectory.open(directory)) {
            assertThat(AdministratorToken.of(Map.of(name, "something"), data).generated())
                    .isPresent();
        }
    }
}
