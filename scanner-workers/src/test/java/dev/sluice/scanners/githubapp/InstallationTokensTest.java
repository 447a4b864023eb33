package dev.sluice.scanners.githubapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.events.Repository;
import dev.sluice.scanners.fixture.AppApi;
import dev.sluice.scanners.fixture.AppSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationTokensTest {

    private static final Repository EXAMPLE = new Repository("github", 7, 1, "ada", "example");

    @TempDir Path directory;

    private final AppApi api = new AppApi(Clock.systemUTC());
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v3", api);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void keepsATokenForOneRepositoryThatMayOnlyReadContents() {
        InstallationTokens tokens = tokens(Clock.systemUTC());

        String first = tokens.of(EXAMPLE);

        assertThat(tokens.of(EXAMPLE)).isEqualTo(first);
        assertThat(api.requests())
                .containsExactly(
                        "GET /repos/ada/example/installation",
                        "POST /app/installations/77/access_tokens");
    }

    @Test
    void replacesATokenThatIsRefusedButNotOneThatIsNewer() {
        InstallationTokens tokens = tokens(Clock.systemUTC());
        String first = tokens.of(EXAMPLE);

        String second = tokens.insteadOf(first, EXAMPLE);

        assertThat(second).isNotEqualTo(first);
        assertThat(tokens.insteadOf(first, EXAMPLE)).isEqualTo(second);
    }

    @Test
    void goesByGitHubsClockWhenItsOwnIsWrong() {
        for (Duration wrong : new Duration[] {Duration.ofHours(2), Duration.ofHours(-2)}) {
            InstallationTokens tokens = tokens(Clock.offset(Clock.systemUTC(), wrong));

            assertThat(tokens.of(EXAMPLE)).isEqualTo(tokens.of(EXAMPLE));
        }
        assertThat(api.requests()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "403, true, the GitHub App is suspended for ada",
        "422, true, Contents: read",
        "404, true, is not installed for ada/example",
        "429, false, gives the App no token now (429)",
        "502, false, gives the App no token now (502)",
        "418, true, gives the App no token (418)"
    })
    void saysWhyThereIsNoToken(int status, boolean hopeless, String reason) {
        api.answerTokensWith(status);

        var refused =
                catchThrowableOfType(
                        TokenRefusedException.class, () -> tokens(Clock.systemUTC()).of(EXAMPLE));

        assertThat(refused).hasMessageContaining(reason).hasMessageNotContaining("canary");
        assertThat(refused.isHopeless()).isEqualTo(hopeless);
    }

    @Test
    void saysThatTheAppIsNotInstalledThere() {
        var other = new Repository("github", 8, 1, "ada", "other");

        assertThatThrownBy(() -> tokens(Clock.systemUTC()).of(other))
                .hasMessageContaining("not installed for ada/other");
    }

    @Test
    void saysThatTheKeyIsNotTheApps() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Path other = AppApi.keyFile(directory.resolve("other.pem"), generator.generateKeyPair());
        var tokens =
                InstallationTokens.of(
                                AppSettings.of(AppApi.APP, other), url(), _ -> Optional.empty())
                        .orElseThrow();

        assertThatThrownBy(() -> tokens.of(EXAMPLE))
                .hasMessageContaining("does not accept the key of the App");
    }

    @Test
    void asksNobodyWhereItMayNot() {
        var tokens =
                InstallationTokens.of(
                                AppSettings.of(AppApi.APP, keyFile()),
                                url(),
                                _ -> Optional.of("127.0.0.1 is at a private address"))
                        .orElseThrow();

        assertThatThrownBy(() -> tokens.of(EXAMPLE))
                .hasMessage("127.0.0.1 is at a private address");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void refusesConfigurationThatCannotBeUsed() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.pem"), "canary");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rw-------"));
        Path open = keyFile();
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(InstallationTokens.of(AppSettings.NONE, url(), _ -> Optional.empty())).isEmpty();
        assertRefused(
                new AppSettings(Optional.of("1"), Optional.empty(), Optional.empty()),
                "both SLUICE_GITHUB_APP_ID and SLUICE_GITHUB_APP_KEY_FILE");
        assertRefused(AppSettings.of("1", broken), "is not a private RSA key in PEM");
        assertRefused(AppSettings.of("1", open), "run: chmod 600 " + open);
        assertRefused(AppSettings.of("1", directory.resolve("none")), "cannot be read");
    }

    private void assertRefused(GitHubAppConfig config, String reason) {
        assertThatThrownBy(() -> InstallationTokens.of(config, url(), _ -> Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("canary");
    }

    private InstallationTokens tokens(Clock clock) {
        return new InstallationTokens(
                new AppRequests(
                        url(),
                        AppApi.APP,
                        new AppKeyFile(keyFile()),
                        _ -> Optional.empty(),
                        clock));
    }

    private Path keyFile() {
        return AppApi.keyFile(directory.resolve("app.pem"), AppApi.KEYS);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v3/");
    }
}
