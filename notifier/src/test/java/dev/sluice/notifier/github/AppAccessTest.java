package dev.sluice.notifier.github;

import static dev.sluice.notifier.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.Repository;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.MutableClock;
import dev.sluice.notifier.publishing.Reply;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppAccessTest {

    private static final String TOKENS = "/access_tokens";

    @TempDir private Path directory;

    private final MutableClock clock = new MutableClock(NOON);
    private final AppDouble github = new AppDouble(clock);
    private AppAccess access;
    private GitHubApi api;

    @BeforeEach
    void open() {
        api = connect(github, clock);
        access = (AppAccess) api.access();
    }

    private GitHubApi connect(AppDouble to, Clock ours) {
        var exchange = new Exchange(Duration.ofSeconds(5));
        var address = new ApiAddress(to.url(), Set.of("127.0.0.1"), InetAddress::getAllByName);
        return new GitHubApi(
                address, new AppAccess(identity(), address, exchange, ours), exchange, ours);
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void readsAndWritesWithATokenForOneRepositoryAndWhatSluiceWrites() {
        github.grants("contents", "write");

        assertThat(ask(Facts.SHOP)).isEqualTo(new Reply.Done<>(200));
        assertThat(github.permissionsOfTokens())
                .containsExactly(Map.of("statuses", "write", "checks", "write"));
    }

    @Test
    void keepsATokenUntilShortlyBeforeItsEnd() {
        ask(Facts.SHOP);
        after(Duration.ofMinutes(55).minusSeconds(1));
        ask(Facts.SHOP);
        assertThat(github.asked(TOKENS)).isEqualTo(1);

        after(Duration.ofSeconds(1));
        assertThat(ask(Facts.SHOP)).isEqualTo(new Reply.Done<>(200));
        assertThat(github.asked(TOKENS)).isEqualTo(2);
    }

    @Test
    void hasATokenPerRepositoryAndLooksUpAnOwnerOnce() {
        ask(Facts.SHOP);
        ask(Facts.DEPOT);
        ask(Facts.SHOP);

        assertThat(github.asked(TOKENS)).isEqualTo(2);
        assertThat(lookUps()).isEqualTo(1);
    }

    @Test
    void asksForATokenOnceHoweverManyWaitForIt() throws Exception {
        var open = new CountDownLatch(1);
        github.holdTokens(open);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<Reply<Integer>>>();
            for (int i = 0; i < 20; i++) {
                replies.add(threads.submit(() -> ask(Facts.SHOP)));
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> github.asked(TOKENS) == 1);
            open.countDown();
            for (Future<Reply<Integer>> reply : replies) {
                assertThat(reply.get()).isEqualTo(new Reply.Done<>(200));
            }
        }
        assertThat(github.asked(TOKENS)).isEqualTo(1);
        assertThat(lookUps()).isEqualTo(1);
    }

    @Test
    void takesAnotherTokenOnceWhenGitHubNoLongerTakesTheFirst() {
        ask(Facts.SHOP);
        github.revokeTokens();

        assertThat(ask(Facts.SHOP)).isEqualTo(new Reply.Done<>(200));
        assertThat(github.asked(TOKENS)).isEqualTo(2);
    }

    /** The server that plays GitHub dates its answers by the machine's clock. */
    @Test
    void goesByGitHubsClockWhenItsOwnIsWrong() {
        for (Duration wrong : List.of(Duration.ofMinutes(90), Duration.ofMinutes(-90))) {
            try (var dated = new AppDouble(Clock.systemUTC())) {
                var ownClock = new MutableClock(Instant.now().plus(wrong));
                GitHubApi client = connect(dated, ownClock);

                assertThat(ask(client, Facts.SHOP)).isEqualTo(new Reply.Done<>(200));
                assertThat(dated.asked("/installation")).isEqualTo(3);
                assertThat(ask(client, Facts.DEPOT)).isEqualTo(new Reply.Done<>(200));
                assertThat(dated.asked(TOKENS)).isEqualTo(2);
            }
        }
    }

    @Test
    void saysThatTheKeyIsNotTheAppsAndAsksNoSecondTime() {
        try (var dated = new AppDouble(Clock.systemUTC())) {
            dated.accepts(AppKeys.OTHER.getPublic());

            assertThat(ask(connect(dated, Clock.systemUTC()), Facts.SHOP))
                    .isEqualTo(
                            new Reply.Refused<>(
                                    "GitHub does not accept the key of App 1234 (401):"
                                            + " SLUICE_GITHUB_APP_KEY_FILE and SLUICE_GITHUB_APP_ID"
                                            + " have to be of the same App, and the key not deleted"
                                            + " there"));
            assertThat(dated.requests()).hasSize(1);
        }
    }

    @Test
    void saysThatItIsNotInstalled() {
        github.uninstall();

        assertThat(ask(Facts.SHOP))
                .isEqualTo(
                        new Reply.Refused<>(
                                "the GitHub App is not installed for acme/shop (404): install it for"
                                        + " acme, or add the repository to its installation"));
    }

    @Test
    void findsOutThatItWasUninstalledAndInstalledAgain() {
        ask(Facts.SHOP);
        after(Duration.ofMinutes(2));
        github.uninstall();
        assertThat(ask(Facts.SHOP)).isInstanceOf(Reply.Refused.class);

        github.install();
        assertThat(ask(Facts.SHOP)).isEqualTo(new Reply.Done<>(200));
    }

    @Test
    void saysThatItIsSuspendedUntilItIsNot() {
        github.suspend(true);
        assertThat(ask(Facts.SHOP))
                .isEqualTo(
                        new Reply.Refused<>(
                                "the GitHub App is suspended for acme: unsuspend it at "
                                        + github.page()));

        github.suspend(false);
        after(Duration.ofMinutes(1));
        assertThat(ask(Facts.SHOP)).isEqualTo(new Reply.Done<>(200));
    }

    @Test
    void namesThePermissionThatWasNotGrantedAndAsksForTheOthers() {
        github.takesBack("checks");
        var needsChecks = Ask.get("/check-runs/1", Permission.CHECKS);

        assertThat(api.ask(Facts.SHOP, needsChecks, AppAccessTest::ok))
                .isEqualTo(
                        new Reply.Refused<>(
                                "the GitHub App has not been granted the permission \"Checks: write\""
                                        + " for acme: accept it at "
                                        + github.page()));
        assertThat(ask(Facts.SHOP)).isEqualTo(new Reply.Done<>(200));
        assertThat(github.permissionsOfTokens()).containsExactly(Map.of("statuses", "write"));
    }

    @Test
    void usesAPermissionOnceItIsGranted() {
        github.takesBack("statuses");
        assertThat(ask(Facts.SHOP)).isInstanceOf(Reply.Refused.class);

        github.grants("statuses", "write");
        after(Duration.ofMinutes(1));
        assertThat(ask(Facts.SHOP)).isEqualTo(new Reply.Done<>(200));
    }

    @Test
    void noticesThatAPermissionWasTakenBackBehindItsBack() {
        ask(Facts.SHOP);
        github.takesBack("checks");

        assertThat(ask(Facts.DEPOT))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.reason()).contains("has not been granted"));
        after(Duration.ofMinutes(1));
        assertThat(ask(Facts.DEPOT)).isEqualTo(new Reply.Done<>(200));
    }

    @Test
    void saysThatTheInstallationLacksTheRepository() {
        var other = new Repository("github", 99, 7, "acme", "vault");

        assertThat(ask(other))
                .isEqualTo(
                        new Reply.Refused<>(
                                "the GitHub App may not see acme/vault: add it to the installation at "
                                        + github.page()));
    }

    @Test
    void tellsWhoItIsAndWhoSharesItsBudget() {
        assertThat(access.app()).hasValue(new App(AppDouble.APP, Optional.empty()));
        ask(Facts.SHOP);
        assertThat(access.app()).hasValue(new App(AppDouble.APP, Optional.of("sluice-acme")));
        assertThat(access.budget(Facts.SHOP)).isEqualTo("github/7");
        assertThat(access.obstacle()).isEmpty();
    }

    @Test
    void keepsTokensOutOfWhatIsSaid() {
        Reply<Token> token = access.token(Facts.SHOP, Permission.STATUSES);

        assertThat(token).isInstanceOf(Reply.Done.class);
        assertThat(github.tokens())
                .allSatisfy(value -> assertThat(token.toString()).doesNotContain(value));
    }

    @Test
    void refusesHalfAConfiguration() {
        Path key = AppKeys.write(directory.resolve("x.pem"), AppKeys.pkcs1(AppKeys.ONE), NOON);

        for (GitHubAppConfig half :
                List.of(config("1", null), config(null, key), config("Iv1.client", key))) {
            assertThatThrownBy(() -> AppIdentity.of(half))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("SLUICE_GITHUB_APP_ID")
                    .hasMessageNotContaining("\n");
        }
        assertThat(AppIdentity.of(config(null, null))).isEmpty();
        assertThat(AppIdentity.of(config(" 12 ", key)).orElseThrow().issuer()).isEqualTo("12");
    }

    private long lookUps() {
        return github.requests().stream().filter(path -> path.endsWith("/installation")).count();
    }

    private Reply<Integer> ask(Repository repository) {
        return ask(api, repository);
    }

    private static Reply<Integer> ask(GitHubApi api, Repository repository) {
        return api.ask(
                repository,
                Ask.get("/commits/" + Facts.sha("a1") + "/statuses", Permission.STATUSES),
                AppAccessTest::ok);
    }

    private static Optional<Integer> ok(Answer answer) {
        return answer.status() == 200 ? Optional.of(answer.status()) : Optional.empty();
    }

    private void after(Duration time) {
        clock.advance(time);
    }

    private AppIdentity identity() {
        Path key = AppKeys.write(directory.resolve("app.pem"), AppKeys.pkcs1(AppKeys.ONE), NOON);
        return new AppIdentity(AppDouble.APP, AppDouble.CLIENT, new AppKeyFile(key));
    }

    private static GitHubAppConfig config(String id, Path key) {
        return new GitHubAppConfig() {
            @Override
            public Optional<String> id() {
                return Optional.ofNullable(id);
            }

            @Override
            public Optional<String> clientId() {
                return Optional.empty();
            }

            @Override
            public Optional<Path> keyFile() {
                return Optional.ofNullable(key);
            }
        };
    }
}
