package dev.sluice.ingest.github;

import static dev.sluice.ingest.github.Payloads.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.Service;
import dev.sluice.events.Trust;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.UntranslatableException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PullRequestTranslatorTest {

    private static final Repository REPOSITORY =
            new Repository("github", 7, 9, "octo-org", "hello.world");
    private static final ChangeId CHANGE = new ChangeId("github/7/pull/12");
    private static final String HEAD = "1111111111111111111111111111111111111111";

    @Test
    void anOpenedPullRequestIsAProposedChange() {
        Event<?> event = translate(pullRequest("opened"));

        assertThat(event.fact())
                .isEqualTo(
                        new ChangeProposed(
                                Revision.of(CHANGE, HEAD, "main"),
                                REPOSITORY,
                                12L,
                                "feature/login",
                                7L,
                                new Account(101, "mona"),
                                new Account(102, "hubot[bot]"),
                                Trust.TRUSTED,
                                ChangeReason.OPENED,
                                false,
                                List.of("bug", "security")));
    }

    @Test
    void theEventIsTracedBackToItsDelivery() {
        Event<?> event = translate(pullRequest("opened"));

        assertThat(event.id())
                .isEqualTo(
                        DeterministicId.of(
                                "github",
                                "a-1",
                                "dev.sluice.change.proposed.v1",
                                "github/7/pull/12"));
        assertThat(event.source()).isEqualTo(Service.INGEST);
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
        assertThat(event.correlationId())
                .isEqualTo(DeterministicId.of("delivery", "github", "a-1"));
    }

    /** Renamed, and handed to another owner: its number stays, and so does what is open in it. */
    @Test
    void aTransferKeepsTheChange() {
        ChangeProposed before = proposed(pullRequest("opened"));
        ChangeProposed after =
                proposed(
                        pullRequest("synchronize")
                                .with("/repository/name", "\"store\"")
                                .with("/repository/owner/id", "90")
                                .with("/repository/owner/login", "\"emca\""));

        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.repository()).isEqualTo(new Repository("github", 7, 90, "emca", "store"));
        assertThat(after.organisation()).isEqualTo("github/90");
    }

    @Test
    void theSameDeliveryTwiceGivesTheSameRecords() {
        var first = EventWriter.record(translate(pullRequest("opened")));
        var second = EventWriter.record(translate(pullRequest("opened")));

        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.value()).isEqualTo(first.value());
        assertThat(second.headers()).isEqualTo(first.headers());
    }

    @ParameterizedTest
    @CsvSource({
        "opened, OPENED",
        "reopened, REOPENED",
        "synchronize, UPDATED",
        "edited, EDITED",
        "ready_for_review, READIED",
        "converted_to_draft, DRAFTED",
        "labeled, LABELLED",
        "unlabeled, UNLABELLED"
    })
    void theActionIsTheReason(String action, ChangeReason reason) {
        assertThat(proposed(pullRequest(action)).reason()).isEqualTo(reason);
    }

    @Test
    void anEditOfTheBaseRetargets() {
        Payloads edited =
                pullRequest("edited")
                        .with("/changes", "{\"base\":{\"ref\":{\"from\":\"release\"}}}");

        assertThat(proposed(edited).reason()).isEqualTo(ChangeReason.RETARGETED);
    }

    @Test
    void anEditOfTheTitleDoesNot() {
        Payloads edited = pullRequest("edited").with("/changes", "{\"title\":{\"from\":\"a\"}}");

        assertThat(proposed(edited).reason()).isEqualTo(ChangeReason.EDITED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"assigned", "review_requested", "auto_merge_enabled", "of_tomorrow"})
    void otherActionsAreIgnored(String action) {
        assertThat(PullRequestTranslator.translate(pullRequest(action).delivery()))
                .isEqualTo(new Translation.Ignored(Translation.Reason.ACTION_NOT_USED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClosedPullRequestIsMergedOrNot(boolean merged) {
        Event<?> event =
                translate(
                        pullRequest("closed")
                                .with("/pull_request/merged", Boolean.toString(merged)));

        assertThat(event.fact()).isEqualTo(new ChangeClosed(CHANGE, REPOSITORY, merged));
    }

    @Test
    void aForkIsNotTrustedEvenWithTheSameBranchName() {
        ChangeProposed fork =
                proposed(
                        pullRequest("opened")
                                .with("/pull_request/head/repo/id", "8")
                                .with("/pull_request/head/ref", "\"main\""));

        assertThat(fork.trust()).isEqualTo(Trust.UNTRUSTED);
        assertThat(fork.headRepositoryId()).isEqualTo(8);
    }

    @Test
    void aDeletedForkIsNotTrusted() {
        ChangeProposed gone =
                proposed(pullRequest("opened").with("/pull_request/head/repo", "null"));

        assertThat(gone.trust()).isEqualTo(Trust.UNTRUSTED);
        assertThat(gone.headRepositoryId()).isNull();
    }

    @Test
    void aDeletedAuthorIsTheGhost() {
        assertThat(proposed(pullRequest("opened").with("/pull_request/user", "null")).author())
                .isEqualTo(new Account(10137, "ghost"));
    }

    @Test
    void aLabelThatDeceivesEqualsNoOther() {
        Payloads labelled =
                pullRequest("labeled")
                        .with("/pull_request/labels", "[{\"name\":\"approved\\u202e\"}]");

        assertThat(proposed(labelled).labels()).containsExactly("approved\uFFFD");
    }

    @Test
    void readsAPayloadThatHasOnlyWhatIsNeeded() {
        Payloads minimal =
                Payloads.of(
                        "pull_request",
                        """
                        {
                          "action": "opened",
                          "pull_request": {
                            "number": 1,
                            "head": {"ref": "a", "sha": "%s", "repo": null},
                            "base": {"ref": "b", "repo": {"id": 7}}
                          },
                          "repository": {"id": 7, "name": "r", "owner": {"id": 9, "login": "o"}}
                        }
                        """
                                .formatted(HEAD));

        Event<?> event = translate(minimal);

        assertThat(((ChangeProposed) event.fact()).labels()).isEmpty();
        assertThat(((ChangeProposed) event.fact()).draft()).isFalse();
        assertThat(event.time()).isEqualTo(Payloads.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/action",
                "/pull_request",
                "/pull_request/number",
                "/pull_request/head",
                "/pull_request/head/sha",
                "/pull_request/head/ref",
                "/pull_request/base",
                "/pull_request/base/ref",
                "/pull_request/base/repo/id",
                "/repository",
                "/repository/id",
                "/repository/name",
                "/repository/owner",
                "/repository/owner/id",
                "/repository/owner/login",
                "/sender/login"
            })
    void whatIsMissingIsNamed(String pointer) {
        String field = pointer.substring(1).replace('/', '.');

        assertThatThrownBy(() -> translate(pullRequest("opened").without(pointer)))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage(field + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "/pull_request/head/sha, abc",
        "/pull_request/head/sha, 0000000000000000000000000000000000000000",
        "/pull_request/head/ref, --upload-pack=x",
        "/pull_request/base/ref, HEAD.lock",
        "/repository/name, ../../x",
        "/repository/owner/login, a/b",
        "/sender/login, a b"
    })
    void whatIsNoNameIsNamedAndNotQuoted(String pointer, String value) {
        String field = pointer.substring(1).replace('/', '.');

        assertThatThrownBy(() -> translate(pullRequest("opened").with(pointer, '"' + value + '"')))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage(field + " is not a name that GitHub gives");
    }

    @Test
    void whatIsMistypedIsNamedAndNotQuoted() {
        assertThatThrownBy(() -> translate(pullRequest("opened").with("/repository/id", "\"x\"")))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage("repository.id is not of the expected type");
        assertThatThrownBy(() ->
                        translate(
                                pullRequest("opened")
                                        .with("/pull_request/labels", "[{\"name\":{}}]")))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage("pull_request.labels.[].name is not of the expected type");
    }

    private static ChangeProposed proposed(Payloads payload) {
        return (ChangeProposed) translate(payload).fact();
    }

    private static Event<?> translate(Payloads payload) {
        var translation = PullRequestTranslator.translate(payload.delivery());
        return ((Translation.Translated) translation).events().getFirst();
    }
}
