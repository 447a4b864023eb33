package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is needed of the event {@code pull_request}. */
record PullRequestPayload(
        @Nullable String action,
        @JsonProperty("pull_request") @Nullable PullRequest pullRequest,
        @Nullable Changes changes,
        @Nullable RepositoryPayload repository,
        @Nullable AccountPayload sender) {

    /** The pull request as it is after the action. */
    record PullRequest(
            @Nullable Long number,
            @Nullable AccountPayload user,
            @Nullable Side head,
            @Nullable Side base,
            @Nullable Boolean draft,
            @Nullable Boolean merged,
            @Nullable List<Label> labels,
            @JsonProperty("updated_at") @Nullable String updatedAt) {}

    /**
     * Where it comes from, or where it aims.
     *
     * @param repo null when that repository was deleted
     */
    record Side(@Nullable String ref, @Nullable String sha, @Nullable RepositoryId repo) {}

    /** A repository by its number. */
    record RepositoryId(@Nullable Long id) {}

    /** A label. */
    record Label(@Nullable String name) {}

    /**
     * What an edit changed.
     *
     * @param base there when it now aims at another branch
     */
    record Changes(@Nullable Object base) {}
}
