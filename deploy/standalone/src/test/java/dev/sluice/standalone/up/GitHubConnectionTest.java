package dev.sluice.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.data.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubConnectionTest {

    private static final String SERVER = "https://github.example.org/api/v3";

    @TempDir Path directory;

    private DataDirectory data;

    @BeforeEach
    void open() throws IOException {
        data = DataDirectory.open(directory);
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void usesTheAppThatIsKept() throws IOException {
        keep(SERVER);

        GitHubConnection connection = GitHubConnection.of(Map.of(), data);

        assertThat(connection.settings())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "SLUICE_GITHUB_APP_ID",
                                "1234",
                                "SLUICE_GITHUB_APP_SLUG",
                                "sluice-acme",
                                "SLUICE_GITHUB_APP_CLIENT_ID",
                                "Iv1.client",
                                "SLUICE_GITHUB_APP_KEY_FILE",
                                data.githubApp().resolve("private-key.pem").toString(),
                                "SLUICE_GITHUB_API_URL",
                                SERVER));
        assertThat(connection.text()).hasValue("App sluice-acme, kept in " + data.githubApp());
    }

    @Test
    void letsTheEnvironmentWin() throws IOException {
        keep(SERVER);

        GitHubConnection app = GitHubConnection.of(Map.of("SLUICE_GITHUB_APP_ID", "99"), data);
        assertThat(app.settings()).isEmpty();
        assertThat(app.text()).hasValue("App 99 (SLUICE_GITHUB_APP_ID)");

        GitHubConnection token = GitHubConnection.of(Map.of("SLUICE_GITHUB_TOKEN", "canary"), data);
        assertThat(token.settings()).isEmpty();
        assertThat(token.text())
                .hasValue(
                        "a token, commit statuses only; App sluice-acme is not used, because"
                                + " SLUICE_GITHUB_TOKEN is set");
    }

    @Test
    void sendsNoAppToAnotherGitHub() throws IOException {
        keep(SERVER);

        assertThat(GitHubConnection.of(Map.of("SLUICE_GITHUB_API_URL", SERVER + "/"), data).text())
                .hasValueSatisfying(text -> assertThat(text).startsWith("App sluice-acme"));
        GitHubConnection other =
                GitHubConnection.of(
                        Map.of("SLUICE_GITHUB_API_URL", "https://api.github.com"), data);
        assertThat(other.settings()).isEmpty();
        assertThat(other.text())
                .hasValue(
                        "not connected; App sluice-acme is not used, because SLUICE_GITHUB_API_URL"
                                + " is set");
    }

    @Test
    void saysNothingWhereNothingIsConnected() {
        assertThat(GitHubConnection.of(Map.of(), data).text()).isEmpty();
    }

    @Test
    void refusesWhatCannotBeRead() throws IOException {
        keep("{");
        Files.writeString(data.githubApp().resolve("app.json"), "{");

        assertThatThrownBy(() -> GitHubConnection.of(Map.of(), data))
                .hasMessageContaining("cannot read " + data.githubApp().resolve("app.json"))
                .hasMessageContaining("sluice connect github");
    }

    @Test
    void refusesAKeyThatCannotBeUsedBeforeAnythingStarts() throws Exception {
        keep(SERVER);
        Path key = data.githubApp().resolve("private-key.pem");
        Files.writeString(key, "canary");

        assertThatThrownBy(() -> GitHubConnection.of(Map.of(), data))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "SLUICE_GITHUB_APP_KEY_FILE: " + key + " is not a private RSA key in PEM");
        assertThatThrownBy(() ->
                        GitHubConnection.of(
                                Map.of(
                                        "SLUICE_GITHUB_APP_ID", "1",
                                        "SLUICE_GITHUB_APP_KEY_FILE", "/nowhere.pem"),
                                data))
                .isInstanceOf(Refusal.class)
                .hasMessage("SLUICE_GITHUB_APP_KEY_FILE: /nowhere.pem cannot be read");
    }

    private static String pem() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getMimeEncoder().encodeToString(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(String api) throws IOException {
        Files.createDirectories(data.githubApp());
        OwnerOnly.write(data.githubApp().resolve("private-key.pem"), pem());
        Files.writeString(
                data.githubApp().resolve("app.json"),
                """
                {"id":1234,"clientId":"Iv1.client","slug":"sluice-acme","organisation":"acme",
                 "web":"https://github.example.org","api":"%s"}
                """
                        .formatted(api));
    }
}
