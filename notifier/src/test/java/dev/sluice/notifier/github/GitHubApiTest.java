package dev.sluice.notifier.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Repository;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.publishing.Reply;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitHubApiTest {

    private static final Ask READ =
            Ask.get("/commits/" + Facts.sha("a1") + "/statuses", Permission.STATUSES);

    private final GitHubDouble github = new GitHubDouble().has("a1");

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void asksOnceMoreWithAnotherTokenWhenTheFirstIsNoLongerTaken() {
        var access = new Tokens("ghs_expired", GitHubDouble.TOKEN);

        assertThat(ask(access)).isEqualTo(new Reply.Done<>(200));
        assertThat(github.requests()).hasSize(2);
    }

    @Test
    void givesUpWhenTheSecondTokenIsNotTakenEither() {
        var access = new Tokens("ghs_expired", "ghs_also_expired");

        assertThat(ask(access))
                .isEqualTo(
                        new Reply.Refused<>(
                                "GitHub does not accept the test (401): look at the test"));
        assertThat(github.requests()).hasSize(2);
    }

    @Test
    void knowsThatNothingWasSentWhereTheTokenDidNotCome() {
        var access = new Tokens(null, null);

        assertThat(ask(access)).isEqualTo(new Reply.Unreached<>("the token did not come"));
        assertThat(github.requests()).isEmpty();
    }

    @Test
    void saysWhyAnAnswerIsNotWhatWasAskedFor() {
        Ask unknown = Ask.get("/nothing/there", Permission.CHECKS);

        assertThat(api(new Tokens(GitHubDouble.TOKEN, null)).ask(Facts.SHOP, unknown, this::ok))
                .isEqualTo(
                        new Reply.Refused<>(
                                "acme/shop is not visible to the test (404): it needs access to"
                                        + " the repository and the permission \"Checks: write\""));
    }

    @Test
    void paysNothingToHearAgainWhatItKnows() {
        GitHubApi api = api(new Tokens(GitHubDouble.TOKEN, null));
        Reply<String> first = api.ask(Facts.SHOP, READ, GitHubApiTest::body);

        Reply<String> second = api.ask(Facts.SHOP, READ, GitHubApiTest::body);

        assertThat(github.unchanged()).isEqualTo(1);
        assertThat(first).isInstanceOf(Reply.Done.class).isEqualTo(second);
    }

    @Test
    void hearsWhatHasChangedSinceItAsked() {
        GitHubApi api = api(new Tokens(GitHubDouble.TOKEN, null));
        Reply<String> before = api.ask(Facts.SHOP, READ, GitHubApiTest::body);
        Ask write =
                Ask.post(
                        "/statuses/" + Facts.sha("a1"),
                        Map.of("state", "success", "context", "sluice/main", "description", "ok"),
                        Permission.STATUSES);
        api.ask(Facts.SHOP, write, answer -> Optional.of(answer.status()));

        Reply<String> after = api.ask(Facts.SHOP, READ, GitHubApiTest::body);

        assertThat(github.unchanged()).isZero();
        assertThat(after).isInstanceOf(Reply.Done.class).isNotEqualTo(before);
    }

    @Test
    void keepsTheTokenOutOfWhatIsPrinted() {
        assertThat(new Token(GitHubDouble.TOKEN).toString()).doesNotContain(GitHubDouble.TOKEN);
    }

    private Reply<Integer> ask(Access access) {
        return api(access).ask(Facts.SHOP, READ, this::ok);
    }

    private static Optional<String> body(Answer answer) {
        return answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    private Optional<Integer> ok(Answer answer) {
        return answer.status() == 200 ? Optional.of(answer.status()) : Optional.empty();
    }

    private GitHubApi api(Access access) {
        return new GitHubApi(
                new ApiAddress(github.url(), Set.of("127.0.0.1"), InetAddress::getAllByName),
                access,
                new Exchange(Duration.ofSeconds(2)),
                Clock.systemUTC());
    }

    /**
     * A first token and the one instead of it; where there is none, its request did not get there.
     */
    private record Tokens(String first, String second) implements Access {

        @Override
        public Optional<String> obstacle() {
            return Optional.empty();
        }

        @Override
        public Reply<Token> token(Repository repository, Permission needs) {
            return first == null
                    ? new Reply.Unreached<>("the token did not come")
                    : new Reply.Done<>(new Token(first));
        }

        @Override
        public Optional<Reply<Token>> insteadOf(
                Token refused, Repository repository, Permission needs) {
            return Optional.ofNullable(second).map(Token::new).map(Reply.Done::new);
        }

        @Override
        public Optional<App> app() {
            return Optional.empty();
        }

        @Override
        public String budget(Repository repository) {
            return repository.organisation();
        }

        @Override
        public String name() {
            return "the test";
        }

        @Override
        public String remedy() {
            return "look at the test";
        }
    }
}
