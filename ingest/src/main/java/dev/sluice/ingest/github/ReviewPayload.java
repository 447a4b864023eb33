package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.ingest.github.PullRequestPayload.PullRequest;
import org.jspecify.annotations.Nullable;

/** What is needed of the event {@code pull_request_review}. */
record ReviewPayload(
        @Nullable String action,
        @Nullable Review review,
        @JsonProperty("pull_request") @Nullable PullRequest pullRequest,
        @Nullable RepositoryPayload repository,
        @Nullable AccountPayload sender) {

    /**
     * The review.
     *
     * @param user null when the account was deleted
     * @param state approved, changes_requested, commented or dismissed
     * @param commitId what was looked at
     */
    record Review(
            @Nullable Long id,
            @Nullable AccountPayload user,
            @Nullable String state,
            @JsonProperty("commit_id") @Nullable String commitId,
            @JsonProperty("submitted_at") @Nullable String submittedAt) {}
}
