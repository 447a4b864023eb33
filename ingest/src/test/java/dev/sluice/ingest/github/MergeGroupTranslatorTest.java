package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.Trust;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.UntranslatableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergeGroupTranslatorTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");
    private static final String HEAD = "a".repeat(40);
    private static final String QUEUE = "gh-readonly-queue/main/pr-104-" + "b".repeat(40);
    private static final ChangeId CHANGE = ChangeId.mergeGroup(REPOSITORY, QUEUE);
    private static final Account MONA = new Account(101, "mona");

    @Test
    void aGroupThatWaitsForChecksIsProposed() {
        Event<?> event = only(MergeGroupTranslator.translate(group("checks_requested").delivery()));

        assertThat(event.fact())
                .isEqualTo(
                        new ChangeProposed(
                                Revision.of(CHANGE, HEAD, "main"),
                                REPOSITORY,
                                null,
                                QUEUE,
                                7L,
                                MONA,
                                MONA,
                                Trust.TRUSTED,
                                ChangeReason.OPENED,
                                false,
                                List.of()));
        assertThat(event.time()).isEqualTo(Payloads.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"merged, true", "invalidated, false", "dequeued, false", ", false"})
    void aGroupThatIsDestroyedIsClosed(String reason, boolean merged) {
        Payloads payload = group("destroyed");
        if (reason != null) {
            payload.with("/reason", "\"" + reason + "\"");
        }

        assertThat(only(MergeGroupTranslator.translate(payload.delivery())).fact())
                .isEqualTo(new ChangeClosed(CHANGE, REPOSITORY, merged));
    }

    @Test
    void otherActionsAreIgnored() {
        assertThat(MergeGroupTranslator.translate(group("admired").delivery()))
                .isEqualTo(new Translation.Ignored(Translation.Reason.ACTION_NOT_USED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"head_sha", "head_ref", "base_ref"})
    void aGroupWithoutItsCommitOrBranchesIsUntranslatable(String field) {
        Payloads payload = group("checks_requested").without("/merge_group/" + field);

        assertThatThrownBy(() -> MergeGroupTranslator.translate(payload.delivery()))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage("merge_group." + field + " is missing");
    }

    @Test
    void aBranchThatGitWouldNotTakeIsUntranslatable() {
        Payloads payload =
                group("checks_requested")
                        .with("/merge_group/head_ref", "\"refs/heads/--upload-pack=x\"");

        assertThatThrownBy(() -> MergeGroupTranslator.translate(payload.delivery()))
                .isInstanceOf(UntranslatableException.class)
                .hasMessageStartingWith("merge_group.head_ref");
    }

    private static Payloads group(String action) {
        return Payloads.about(
                "merge_group",
                """
                {"action": "%s",
                 "merge_group": {"head_sha": "%s", "head_ref": "refs/heads/%s",
                                 "base_ref": "refs/heads/main"}}
                """
                        .formatted(action, HEAD, QUEUE));
    }

    private static Event<?> only(Translation translation) {
        return ((Translation.Translated) translation).events().getFirst();
    }
}
