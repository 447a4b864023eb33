package dev.sluice.ingest.github;

import static dev.sluice.ingest.github.Payloads.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.UntranslatableException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTranslatorTest {

    private static final String NONE = "\"0000000000000000000000000000000000000000\"";
    private static final String HEAD = "1111111111111111111111111111111111111111";
    private static final String BEFORE = "2222222222222222222222222222222222222222";
    private static final Repository REPOSITORY =
            new Repository("github", 7, 9, "octo-org", "hello.world");
    private static final ChangeId CHANGE = new ChangeId("github/7/push/main");

    @Test
    void aPushToTheDefaultBranchIsAPushedChange() {
        assertThat(translate(push()).fact())
                .isEqualTo(
                        new ChangePushed(
                                Revision.of(CHANGE, HEAD, "main"),
                                REPOSITORY,
                                BEFORE,
                                true,
                                new Account(101, "mona")));
    }

    @Test
    void theFirstPushHasNoCommitBefore() {
        var pushed = (ChangePushed) translate(push().with("/before", NONE)).fact();

        assertThat(pushed.previousSha()).isNull();
    }

    @Test
    void deletingTheDefaultBranchClosesTheChange() {
        Payloads deletion =
                push().with("/after", NONE).with("/deleted", "true").with("/head_commit", "null");

        assertThat(translate(deletion).fact())
                .isEqualTo(new ChangeClosed(CHANGE, REPOSITORY, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mainline", "Main", "feature/main", "main/2"})
    void otherBranchesAreIgnored(String branch) {
        assertIgnored(
                push().with("/ref", "\"refs/heads/" + branch + "\""),
                Translation.Reason.BRANCH_NOT_WATCHED);
    }

    @Test
    void deletingAnotherBranchIsIgnored() {
        assertIgnored(
                push().with("/ref", "\"refs/heads/other\"").with("/after", NONE),
                Translation.Reason.BRANCH_NOT_WATCHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refs/tags/main", "refs/pull/1/head", "main", ""})
    void whatIsNoBranchIsIgnored(String ref) {
        assertIgnored(push().with("/ref", '"' + ref + '"'), Translation.Reason.NOT_A_BRANCH);
    }

    @Test
    void readsTheTimeAsNumberAndAsText() {
        assertThat(translate(push()).time()).isEqualTo(Instant.ofEpochSecond(1795168800));
        assertThat(
                        translate(
                                        push().with(
                                                        "/repository/pushed_at",
                                                        "\"2026-11-20T11:00:00+01:00\""))
                                .time())
                .isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"yesterday\"", "1.5", "{}", "99999999999999999999"})
    void takesTheTimeOfAcceptanceInsteadOfAnUnreadableOne(String pushedAt) {
        assertThat(translate(push().with("/repository/pushed_at", pushedAt)).time())
                .isEqualTo(Payloads.ACCEPTED);
    }

    @Test
    void theSameDeliveryTwiceGivesTheSameRecords() {
        var first = EventWriter.record(translate(push()));
        var second = EventWriter.record(translate(push()));

        assertThat(second.key()).isEqualTo(first.key()).isEqualTo("github/7");
        assertThat(second.value()).isEqualTo(first.value());
        assertThat(second.headers()).isEqualTo(first.headers());
    }

    @Test
    void readsTheOwnersNameWhereTheLoginIsMissing() {
        var pushed = (ChangePushed) translate(push().without("/repository/owner/login")).fact();

        assertThat(pushed.repository().owner()).isEqualTo("octo-org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ref",
                "/before",
                "/after",
                "/repository",
                "/repository/id",
                "/repository/default_branch",
                "/repository/owner/id"
            })
    void whatIsMissingIsNamed(String pointer) {
        assertThatThrownBy(() -> translate(push().without(pointer)))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage(pointer.substring(1).replace('/', '.') + " is missing");
    }

    @Test
    void aDefaultBranchThatGitWouldRefuseIsNotPassedOn() {
        Payloads hostile =
                push().with("/ref", "\"refs/heads/--upload-pack=x\"")
                        .with("/repository/default_branch", "\"--upload-pack=x\"");

        assertThatThrownBy(() -> translate(hostile))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage("ref is not a name that GitHub gives");
    }

    private static void assertIgnored(Payloads payload, Translation.Reason reason) {
        assertThat(PushTranslator.translate(payload.delivery()))
                .isEqualTo(new Translation.Ignored(reason));
    }

    private static Event<?> translate(Payloads payload) {
        var translation = PushTranslator.translate(payload.delivery());
        return ((Translation.Translated) translation).events().getFirst();
    }
}
