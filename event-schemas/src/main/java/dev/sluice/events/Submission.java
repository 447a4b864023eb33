package dev.sluice.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Results of another tool about one commit, as somebody handed them in. It names a commit and no
 * change: it may come before the change, after it, or for a commit that never has one.
 *
 * @param id derived from everything but the time, so that handing in the same again has the same
 * @param ref the full ref that the results were made for, such as {@code refs/pull/7/merge}; absent
 *     when the sender did not say
 * @param category tells several submissions of one tool for one commit apart
 * @param submittedAt when it arrived; of several for one commit the latest counts
 */
public record Submission(
        UUID id,
        Repository repository,
        String sha,
        @Nullable String ref,
        SubmissionFormat format,
        String category,
        Instant submittedAt) {

    /** Where forges keep proposals; a number and a slash follow. */
    private static final List<String> PROPOSALS = List.of("refs/pull/", "refs/merge-requests/");

    public Submission {
        Require.present("submission.id", id);
        Require.present("submission.repository", repository);
        Require.sha("submission.sha", sha);
        Require.present("submission.format", format);
        Require.text("submission.category", category);
        Require.present("submission.submittedAt", submittedAt);
    }

    /**
     * Whether these results may speak for a change: what a job said for one proposal says nothing
     * about another one that has the same head.
     */
    public boolean speaksFor(ChangeId change) {
        return ref == null
                || !boundToProposal()
                || (change.kind() == ChangeKind.PULL
                        && PROPOSALS.stream()
                                .anyMatch(place -> ref.startsWith(place + change.name() + "/")));
    }

    /** Whether it was made by a job of one proposal, which cannot speak for a branch. */
    public boolean boundToProposal() {
        return ref != null && isOfProposal(ref);
    }

    /**
     * Whether a ref is one of a proposal.
     *
     * @param ref in full, such as {@code refs/merge-requests/7/head}
     */
    public static boolean isOfProposal(String ref) {
        return PROPOSALS.stream().anyMatch(ref::startsWith);
    }
}
