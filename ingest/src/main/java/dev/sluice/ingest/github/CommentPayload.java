package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What is needed of the event {@code issue_comment}. */
record CommentPayload(
        @Nullable String action,
        @Nullable Issue issue,
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

    /** What was said. */
    record Comment(@Nullable String body, @JsonProperty("created_at") @Nullable String createdAt) {}
}
