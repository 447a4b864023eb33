package dev.sluice.notifier.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.DeterministicId;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.publishing.Draft;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.targets.Signal;
import dev.sluice.notifier.verdict.Shown;
import dev.sluice.notifier.verdict.VerdictForge;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitHubStatusesTest {

    private static final Place PLACE =
            new Place(Facts.SHOP, "verdict", Facts.sha("a1"), "sluice/main");
    private static final Shown PASSED =
            new Shown(DeterministicId.of("revision"), 1, Signal.PASS, "No new findings", null);

    private static final Receipt RECEIPT = new Receipt(null);

    private final GitHubDouble github = new GitHubDouble().has("a1");
    private final VerdictForge client = github.client(Clock.systemUTC(), Duration.ofMillis(500));

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void readsBackWhatItWrote() {
        for (Signal signal : Signal.values()) {
            Draft draft =
                    client.draft(
                            PLACE,
                            new Shown(
                                    DeterministicId.of("revision"),
                                    1,
                                    signal,
                                    "text of " + signal,
                                    "https://sluice.example.org/x"),
                            Optional::empty);
            assertThat(client.read(PLACE, draft.content(), null))
                    .isEqualTo(new Reply.Done<>(Optional.empty()));

            assertThat(client.write(PLACE, draft, null)).isEqualTo(new Reply.Done<>(RECEIPT));
            assertThat(client.read(PLACE, draft.content(), null))
                    .isEqualTo(new Reply.Done<>(Optional.of(RECEIPT)));
        }
    }

    @Test
    void findsNothingWhereNothingWasWritten() {
        assertThat(client.read(PLACE, client.draft(PLACE, PASSED, Optional::empty).content(), null))
                .isEqualTo(new Reply.Done<>(Optional.empty()));
    }

    @Test
    void isRefusedWithAWrongToken() {
        VerdictForge stranger =
                github.client(Clock.systemUTC(), Duration.ofSeconds(2), Optional.of("ghp_wrong"));

        assertThat(stranger.write(PLACE, stranger.draft(PLACE, PASSED, Optional::empty), null))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .contains("401")
                                        .doesNotContain("ghp_"));
    }

    @Test
    void doesNotKnowWhatBecameOfARequestThatIsNotAnswered() {
        github.fault(new GitHubDouble.Fault.Stuck());

        assertThat(client.write(PLACE, client.draft(PLACE, PASSED, Optional::empty), null))
                .isEqualTo(new Reply.Unclear<>("127.0.0.1 did not answer within 500 ms"));
    }

    @Test
    void knowsThatNothingHappenedWhereNobodyListens() {
        github.close();

        assertThat(client.write(PLACE, client.draft(PLACE, PASSED, Optional::empty), null))
                .isEqualTo(new Reply.Unreached<>("127.0.0.1 does not accept connections"));
    }

    @Test
    void followsNoRedirect() {
        try (var elsewhere = new GitHubDouble().has("a1")) {
            github.fault(GitHubDouble.answer(307, "Location", elsewhere.url() + "/repos"));

            assertThat(client.write(PLACE, client.draft(PLACE, PASSED, Optional::empty), null))
                    .isInstanceOf(Reply.Refused.class);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void stopsReadingAnAnswerWithoutEnd() {
        github.fault(new GitHubDouble.Fault.Answer(500, Map.of(), "x".repeat(2 * 1024 * 1024)));

        assertThat(client.write(PLACE, client.draft(PLACE, PASSED, Optional::empty), null))
                .isInstanceOf(Reply.Unclear.class);
    }

    @Test
    void sendsNothingInside() {
        var guarded =
                new GitHubStatuses(
                        "github",
                        new GitHubApi(
                                new ApiAddress(
                                        URI.create("https://localhost:" + github.url().getPort()),
                                        Set.of("other.example"),
                                        InetAddress::getAllByName),
                                new TokenAccess(Optional.of(new Token(GitHubDouble.TOKEN))),
                                new Exchange(Duration.ofSeconds(2)),
                                Clock.systemUTC()));

        assertThat(guarded.write(PLACE, guarded.draft(PLACE, PASSED, Optional::empty), null))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .isEqualTo(
                                                "localhost has a private address; if that is meant,"
                                                        + " name it in SLUICE_ALLOW_PRIVATE_HOSTS"));
        assertThat(github.requests()).isEmpty();
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(
                        github.client(Clock.systemUTC(), Duration.ofSeconds(1), Optional.empty())
                                .obstacle())
                .hasValue("no GitHub App and no SLUICE_GITHUB_TOKEN is set");
    }
}
