package dev.sluice.ingest.github;

import static dev.sluice.ingest.github.Payloads.pullRequest;
import static dev.sluice.ingest.github.Payloads.push;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.ChangePushed;
import dev.sluice.events.Event;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.UntranslatableException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad contents of well-formed deliveries, by their number in our list of bad inputs: 23 to 27. */
class BadContentsTest {

    private static final String NONE = "\"0000000000000000000000000000000000000000\"";

    /** One line of the table: what ends as ignored, and why. */
    record Ignored(int number, String what, Payloads payload, Translation.Reason reason) {
        @Override
        public String toString() {
            return number + ". " + what;
        }
    }

    /** One line of the table: what ends among the dead letters. */
    record Refused(int number, String what, Payloads payload, String why) {
        @Override
        public String toString() {
            return number + ". " + what;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isIgnored(Ignored bad) {
        assertThat(PushTranslator.translate(bad.payload().delivery()))
                .isEqualTo(new Translation.Ignored(bad.reason()));
    }

    static Stream<Ignored> isIgnored() {
        return Stream.of(
                new Ignored(
                        23,
                        "deletion of a branch",
                        push().with("/ref", "\"refs/heads/old\"")
                                .with("/after", NONE)
                                .with("/head_commit", "null"),
                        Translation.Reason.BRANCH_NOT_WATCHED),
                new Ignored(
                        24,
                        "push of a tag",
                        push().with("/ref", "\"refs/tags/v1\""),
                        Translation.Reason.NOT_A_BRANCH),
                new Ignored(
                        27,
                        "HEAD.lock as a branch",
                        push().with("/ref", "\"refs/heads/HEAD.lock\""),
                        Translation.Reason.BRANCH_NOT_WATCHED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isADeadLetter(Refused bad) {
        assertThatThrownBy(() -> PushTranslator.translate(bad.payload().delivery()))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage(bad.why());
    }

    static Stream<Refused> isADeadLetter() {
        return Stream.concat(
                Stream.of(
                        new Refused(
                                23,
                                "no repository at all",
                                push().without("/repository"),
                                "repository is missing"),
                        branch("refs/heads/--upload-pack=x", "--upload-pack=x"),
                        branch("refs/heads/a\\nb", "a\\nb"),
                        branch("refs/heads/HEAD.lock", "HEAD.lock")),
                Stream.of(
                                "../../x",
                                "a/b.git/../c",
                                "a".repeat(300),
                                "a\\u202eb",
                                "-a",
                                "a.git",
                                "")
                        .map(name ->
                                new Refused(
                                        26,
                                        "repository " + name,
                                        push().with("/repository/name", '"' + name + '"'),
                                        "repository.name is not a name that GitHub gives")));
    }

    private static Refused branch(String ref, String name) {
        return new Refused(
                27,
                ref,
                push().with("/ref", '"' + ref + '"')
                        .with("/repository/default_branch", '"' + name + '"'),
                "ref is not a name that GitHub gives");
    }

    @Test
    void badInput23_aPushWithoutAHeadCommitIsStillItsCommit() {
        assertThat(translate(push().without("/head_commit")).fact())
                .isEqualTo(translate(push()).fact());
    }

    @Test
    void badInput24_theListOfCommitsOfAPushIsNotLookedAt() {
        String commits =
                IntStream.range(0, 2049)
                        .mapToObj(i -> "{\"id\":\"%040x\"}".formatted(i))
                        .collect(Collectors.joining(",", "[", "]"));

        assertThat(translate(push().with("/commits", commits)).fact())
                .isEqualTo(translate(push().with("/commits", "[]")).fact());
    }

    @Test
    void badInput24_aForcedPushIsOneFromTheCommitBefore() {
        assertThat(((ChangePushed) translate(push().with("/forced", "true")).fact()).previousSha())
                .isEqualTo("2222222222222222222222222222222222222222");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "ext::sh -c id",
                "ssh://-oProxyCommand=id/x",
                "http://169.254.169.254/",
                "https://user:pass@example.org/x"
            })
    void badInput25_noUrlOfAPayloadGoesAnyFurther(String url) {
        for (String field : new String[] {"clone_url", "git_url", "ssh_url", "url", "html_url"}) {
            var push =
                    EventWriter.record(
                            translate(push().with("/repository/" + field, '"' + url + '"')));
            var usual = EventWriter.record(translate(push()));

            assertThat(push.value()).as(field).isEqualTo(usual.value());
            assertThat(push.headers()).as(field).isEqualTo(usual.headers());
        }
        Payloads proposed =
                pullRequest("opened").with("/pull_request/head/repo/clone_url", '"' + url + '"');
        var translated =
                (Translation.Translated) PullRequestTranslator.translate(proposed.delivery());
        assertThat(new String(EventWriter.record(translated.events().getFirst()).value(), UTF_8))
                .doesNotContain(url);
    }

    private static Event<?> translate(Payloads payload) {
        var translation = PushTranslator.translate(payload.delivery());
        return ((Translation.Translated) translation).events().getFirst();
    }
}
