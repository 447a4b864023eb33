package dev.sluice.ingest.github;

import org.jspecify.annotations.Nullable;

/** What is needed of the event {@code push}; its list of commits is cut off and never used. */
record PushPayload(
        @Nullable String ref,
        @Nullable String before,
        @Nullable String after,
        @Nullable Boolean forced,
        @Nullable RepositoryPayload repository,
        @Nullable AccountPayload sender) {}
