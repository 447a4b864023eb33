package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Permission;
import dev.sluice.events.Repository;
import dev.sluice.events.RequestReason;
import dev.sluice.events.Revision;
import dev.sluice.events.Trust;
import dev.sluice.ingest.changes.OpenChange;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTranslatorTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");
    private static final Account MONA = new Account(101, "mona");
    private static final OpenChange PULL =
            new OpenChange(
                    Revision.of(ChangeId.proposed(REPOSITORY, 12), "a".repeat(40), "main"),
                    12L,
                    null,
                    Trust.UNTRUSTED);

    private final List<Account> asked = new ArrayList<>();
    private Permission answer = Permission.WRITE;
    private final CommentTranslator translator =
            new CommentTranslator(
                    new RememberedChanges(PULL),
                    (repository, account) -> {
                        asked.add(account);
                        return answer;
                    });

    @Test
    void aWriterMayAskForAScan() {
        Translation translation = translator.translate(comment("/sluice rescan").delivery());

        Event<?> event = ((Translation.Translated) translation).events().getFirst();
        assertThat(event.fact()).isEqualTo(PULL.request(REPOSITORY, MONA, RequestReason.COMMAND));
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-21T09:58:07Z"));
        assertThat(asked).containsExactly(MONA);
    }

    @ParameterizedTest
    @CsvSource({"READ, NOT_PERMITTED", "NONE, NOT_PERMITTED", "UNKNOWN, PERMISSION_UNKNOWN"})
    void nobodyElseMay(Permission permission, Reason reason) {
        answer = permission;

        assertThat(translator.translate(comment("/sluice rescan").delivery()))
                .isEqualTo(new Translation.Ignored(reason));
    }

    @Test
    void aBotMayNotEvenIfItCouldWrite() {
        assertIgnoredUnasked(comment("/sluice rescan").byAnApp(), Reason.NOT_A_PERSON);
    }

    @Test
    void whoSendsNoTypeIsNoPerson() {
        assertIgnoredUnasked(
                comment("/sluice rescan").without("/sender/type"), Reason.NOT_A_PERSON);
    }

    @Test
    void onAnIssueThereIsNothingToScan() {
        assertIgnoredUnasked(
                comment("/sluice rescan").without("/issue/pull_request"), Reason.NOT_A_PROPOSAL);
    }

    @Test
    void aPullRequestThatIsNotOpenIsNotScanned() {
        assertIgnoredUnasked(
                comment("/sluice rescan").with("/issue/number", "13"), Reason.NO_OPEN_CHANGE);
    }

    @Test
    void anotherCommandIsIgnored() {
        assertIgnoredUnasked(comment("/sluice approve"), Reason.UNKNOWN_COMMAND);
    }

    @Test
    void aCommentIsIgnored() {
        assertIgnoredUnasked(comment("Looks good"), Reason.NO_COMMAND);
        assertIgnoredUnasked(comment("x").with("/comment/body", "null"), Reason.NO_COMMAND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"edited", "deleted"})
    void onlyANewCommentCounts(String action) {
        assertIgnoredUnasked(
                comment("/sluice rescan").with("/action", "\"" + action + "\""),
                Reason.ACTION_NOT_USED);
    }

    @Test
    void onALineOfAPullRequestItIsTheSame() {
        Payloads remark =
                Payloads.about(
                        "pull_request_review_comment",
                        """
                        {"action": "created",
                         "pull_request": {"number": 12},
                         "comment": {"body": "/sluice rescan",
                                     "created_at": "2026-11-21T09:58:07Z"}}
                        """);

        Translation translation = translator.translate(remark.delivery());

        assertThat(((Translation.Translated) translation).events().getFirst().fact())
                .isEqualTo(PULL.request(REPOSITORY, MONA, RequestReason.COMMAND));
        assertIgnored(remark.with("/action", "\"edited\""), Reason.ACTION_NOT_USED);
        assertIgnored(remark.with("/action", "\"deleted\""), Reason.ACTION_NOT_USED);
    }

    private void assertIgnored(Payloads payload, Reason reason) {
        assertThat(translator.translate(payload.delivery()))
                .isEqualTo(new Translation.Ignored(reason));
    }

    private void assertIgnoredUnasked(Payloads payload, Reason reason) {
        assertIgnored(payload, reason);
        assertThat(asked).isEmpty();
    }

    private static Payloads comment(String body) {
        return Payloads.about(
                "issue_comment",
                """
                {"action": "created",
                 "issue": {"number": 12, "pull_request": {}},
                 "comment": {"body": "%s", "created_at": "2026-11-21T09:58:07Z"}}
                """
                        .formatted(body));
    }
}
