package dev.sluice.standalone.forge.api;

/** Which limit a request ran into. */
public enum Violation {
    CONCURRENCY,
    POINTS,
    GRAPHQL_POINTS,
    CONTENT_PER_MINUTE,
    CONTENT_PER_HOUR,
    PRIMARY
}
