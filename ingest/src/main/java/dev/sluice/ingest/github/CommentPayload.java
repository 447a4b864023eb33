package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of the events {@code issue_comment} and {@code pull_request_review_comment}.
 *
 * @param issue what the former is about, which need not be a pull request
 * @param pullRequest what the latter is about
 */
record CommentPayload(
        @Nullable String action,
        @Nullable Issue issue,
        @JsonProperty("pull_request") @Nullable Proposal pullRequest,
        @Nullable Comment comment,
        @Nullable RepositoryPayload repository,
        @Nullable AccountPayload sender) {

    /**
     * What was commented on.
     *
     * @param pullRequest there when it is one
     */
    record Issue(
            @Nullable Long number, @JsonProperty("pull_request") @Nullable Object pullRequest) {}

    /** A pull request. */
    record Proposal(@Nullable Long number) {}

    /** What was said. */
    record Comment(@Nullable String body, @JsonProperty("created_at") @Nullable String createdAt) {}

    boolean isOnAProposal() {
        return pullRequest != null || Payload.need("issue", issue).pullRequest() != null;
    }

    long proposalNumber() {
        return pullRequest != null
                ? Names.number("pull_request.number", pullRequest.number())
                : Names.number("issue.number", Payload.need("issue", issue).number());
    }
}
