package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Account;
import dev.sluice.events.ApprovalGiven;
import dev.sluice.events.ApprovalWithdrawn;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Permission;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.WithdrawalReason;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import dev.sluice.ingest.forge.UntranslatableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTranslatorTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");
    private static final Account MONA = new Account(101, "mona");
    private static final Account GRACE = new Account(102, "grace");
    private static final ChangeId PULL = ChangeId.proposed(REPOSITORY, 12);
    private static final String REVIEWED = "b".repeat(40);

    private final List<Account> asked = new ArrayList<>();
    private Permission answer = Permission.WRITE;
    private final ReviewTranslator translator =
            new ReviewTranslator((repository, account) -> {
                asked.add(account);
                return answer;
            });

    @ParameterizedTest
    @EnumSource
    void anApprovalSaysWhatItsGiverMayDoWhateverThatIs(Permission permission) {
        answer = permission;

        Event<?> event = only(review("submitted", "approved"));

        assertThat(event.fact())
                .isEqualTo(
                        new ApprovalGiven(
                                Revision.of(PULL, REVIEWED, "main"),
                                REPOSITORY,
                                12,
                                5,
                                GRACE,
                                permission));
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-21T09:58:07Z"));
        assertThat(asked).containsExactly(GRACE);
    }

    @Test
    void theSameReviewIsTheSameEvent() {
        assertThat(only(review("submitted", "approved")))
                .isEqualTo(only(review("submitted", "approved")));
    }

    @Test
    void whoAsksForChangesNoLongerApproves() {
        Event<?> event = only(review("submitted", "changes_requested"));

        assertThat(event.fact()).isEqualTo(withdrawn(WithdrawalReason.CHANGES_REQUESTED, GRACE));
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-21T09:58:07Z"));
        assertThat(asked).isEmpty();
    }

    @Test
    void aDismissedReviewCountsNoLongerFromTheTimeOfItsDismissal() {
        Event<?> event = only(review("dismissed", "dismissed"));

        assertThat(event.fact()).isEqualTo(withdrawn(WithdrawalReason.DISMISSED, GRACE));
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-21T09:59:59Z"));
    }

    @Test
    void aProgramMayWithdraw() {
        Event<?> event = only(review("dismissed", "dismissed").byAnApp());

        assertThat(((ApprovalWithdrawn) event.fact()).withdrawnBy().login())
                .isEqualTo("sluice[bot]");
    }

    @Test
    void theReviewOfADeletedAccountIsWithdrawnByItsNumber() {
        Event<?> event = only(review("dismissed", "dismissed").with("/review/user", "null"));

        assertThat(event.fact())
                .isEqualTo(withdrawn(WithdrawalReason.DISMISSED, new Account(10137, "ghost")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Bot\"", "null", "\"Organization\""})
    void onlyPeopleApprove(String type) {
        assertIgnored(
                review("submitted", "approved").with("/review/user/type", type),
                Reason.NOT_A_PERSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"commented", "pending", "dismissed", "brand_new"})
    void whatDecidesNothingIsIgnored(String state) {
        assertIgnored(review("submitted", state), Reason.REVIEW_WITHOUT_VERDICT);
    }

    @Test
    void anApprovalOfNothingIsIgnored() {
        assertIgnored(
                review("submitted", "approved").with("/review/commit_id", "null"),
                Reason.COMMIT_NOT_NAMED);
    }

    @Test
    void otherWordsChangeNothing() {
        assertIgnored(review("edited", "approved"), Reason.ACTION_NOT_USED);
    }

    @Test
    void whatIsNoCommitIsUntranslatable() {
        Payloads review = review("submitted", "approved").with("/review/commit_id", "\"HEAD\"");

        assertThatThrownBy(() -> translator.translate(review.delivery()))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage("review.commit_id is not a name that GitHub gives");
        assertThat(asked).isEmpty();
    }

    private static ApprovalWithdrawn withdrawn(WithdrawalReason reason, Account approvedBy) {
        return new ApprovalWithdrawn(PULL, REPOSITORY, 12, 5, approvedBy, MONA, reason);
    }

    private Event<?> only(Payloads review) {
        List<Event<?>> events =
                ((Translation.Translated) translator.translate(review.delivery())).events();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private void assertIgnored(Payloads review, Reason reason) {
        assertThat(translator.translate(review.delivery()))
                .isEqualTo(new Translation.Ignored(reason));
        assertThat(asked).isEmpty();
    }

    private static Payloads review(String action, String state) {
        return Payloads.about(
                "pull_request_review",
                """
                {"action": "%s",
                 "review": {"id": 5, "state": "%s", "commit_id": "%s",
                            "submitted_at": "2026-11-21T09:58:07Z",
                            "user": {"id": 102, "login": "grace", "type": "User"}},
                 "pull_request": {"number": 12, "updated_at": "2026-11-21T09:59:59Z",
                                  "base": {"ref": "main"}}}
                """
                        .formatted(action, state, REVIEWED));
    }
}
