package dev.sluice.events;

/**
 * Somebody's approval of a proposal, should they have given one, counts no longer, at whatever
 * commit it was given.
 *
 * @param reviewId the forge's number of the review that was dismissed, or that takes back what was
 *     said before it
 * @param approvedBy whose approval it is
 * @param withdrawnBy who took it back, or the program that did
 */
public record ApprovalWithdrawn(
        ChangeId change,
        Repository repository,
        long number,
        long reviewId,
        Account approvedBy,
        Account withdrawnBy,
        WithdrawalReason reason)
        implements Fact {
    public ApprovalWithdrawn {
        Require.present("change", change);
        Require.present("repository", repository);
        Require.notNegative("number", number);
        Require.notNegative("reviewId", reviewId);
        Require.present("approvedBy", approvedBy);
        Require.present("withdrawnBy", withdrawnBy);
        Require.present("reason", reason);
    }

    @Override
    public String subject() {
        return change.value();
    }

    @Override
    public String key() {
        return repository.key();
    }
}
