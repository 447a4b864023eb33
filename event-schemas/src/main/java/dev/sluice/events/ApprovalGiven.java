package dev.sluice.events;

/**
 * A person approved a proposal at one commit. Whether that counts is the policy's to say: anybody
 * who may see a public repository may approve.
 *
 * @param revision with the commit that was approved, which need not be the head any more
 * @param reviewId the forge's number of the review
 * @param permission of who approved, when it was asked; {@link Permission#UNKNOWN} counts as none
 */
public record ApprovalGiven(
        Revision revision,
        Repository repository,
        long number,
        long reviewId,
        Account approvedBy,
        Permission permission)
        implements Fact {
    public ApprovalGiven {
        Require.present("revision", revision);
        Require.present("repository", repository);
        Require.notNegative("number", number);
        Require.notNegative("reviewId", reviewId);
        Require.present("approvedBy", approvedBy);
        Require.present("permission", permission);
    }

    @Override
    public String subject() {
        return revision.change().value();
    }

    @Override
    public String key() {
        return repository.key();
    }
}
