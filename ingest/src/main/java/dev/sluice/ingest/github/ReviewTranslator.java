package dev.sluice.ingest.github;

import dev.sluice.events.Account;
import dev.sluice.events.ApprovalGiven;
import dev.sluice.events.ApprovalWithdrawn;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.WithdrawalReason;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import dev.sluice.ingest.github.PullRequestPayload.PullRequest;
import dev.sluice.ingest.github.ReviewPayload.Review;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Approvals, as reviews give and take them. Anybody may review what they can see, so an approval
 * says what its giver may do; whether it counts is the policy's to say. Programs approve nothing
 * here, but what somebody gave may be withdrawn by a program.
 */
final class ReviewTranslator {

    private final Permissions permissions;

    ReviewTranslator(Permissions permissions) {
        this.permissions = permissions;
    }

    Translation translate(Delivery delivery) {
        var payload = Payload.read(delivery, ReviewPayload.class);
        return switch (Payload.need("action", payload.action())) {
            case "submitted" -> submitted(delivery, payload);
            case "dismissed" -> withdrawn(delivery, payload, WithdrawalReason.DISMISSED);
            default -> new Translation.Ignored(Reason.ACTION_NOT_USED);
        };
    }

    private Translation submitted(Delivery delivery, ReviewPayload payload) {
        String state = Payload.need("review.state", review(payload).state());
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "approved" -> given(delivery, payload);
            case "changes_requested" ->
                    withdrawn(delivery, payload, WithdrawalReason.CHANGES_REQUESTED);
            default -> new Translation.Ignored(Reason.REVIEW_WITHOUT_VERDICT);
        };
    }

    private Translation given(Delivery delivery, ReviewPayload payload) {
        Review review = review(payload);
        if (!AccountPayload.isPerson(review.user())) {
            return new Translation.Ignored(Reason.NOT_A_PERSON);
        }
        if (review.commitId() == null) {
            return new Translation.Ignored(Reason.COMMIT_NOT_NAMED);
        }
        Repository repository = repository(delivery, payload);
        Account by = AccountPayload.account("review.user", review.user());
        PullRequest pull = pull(payload);
        var revision =
                Revision.of(
                        ChangeId.proposed(repository, number(pull)),
                        Names.commit("review.commit_id", review.commitId()),
                        PullRequestTranslator.baseBranch(pull));
        return translated(
                delivery,
                review.submittedAt(),
                new ApprovalGiven(
                        revision,
                        repository,
                        number(pull),
                        id(review),
                        by,
                        permissions.of(repository, by)));
    }

    private static Translation withdrawn(
            Delivery delivery, ReviewPayload payload, WithdrawalReason reason) {
        Review review = review(payload);
        Repository repository = repository(delivery, payload);
        PullRequest pull = pull(payload);
        return translated(
                delivery,
                switch (reason) {
                    case CHANGES_REQUESTED -> review.submittedAt();
                    case DISMISSED, UNKNOWN -> pull.updatedAt();
                },
                new ApprovalWithdrawn(
                        ChangeId.proposed(repository, number(pull)),
                        repository,
                        number(pull),
                        id(review),
                        AccountPayload.account("review.user", review.user()),
                        AccountPayload.account("sender", payload.sender()),
                        reason));
    }

    private static Translation translated(Delivery delivery, @Nullable String time, Fact fact) {
        return Events.translated(delivery, Times.of(time, delivery), List.of(fact));
    }

    private static Review review(ReviewPayload payload) {
        return Payload.need("review", payload.review());
    }

    private static PullRequest pull(ReviewPayload payload) {
        return Payload.need("pull_request", payload.pullRequest());
    }

    private static long number(PullRequest pull) {
        return Names.number("pull_request.number", pull.number());
    }

    private static long id(Review review) {
        return Names.id("review.id", review.id());
    }

    private static Repository repository(Delivery delivery, ReviewPayload payload) {
        return Payload.need("repository", payload.repository()).repository(delivery);
    }
}
