package dev.sluice.scanners.mirror;

import org.jspecify.annotations.Nullable;

/** How an attempt to bring a revision here ended. Messages are one line, without any secret. */
public sealed interface FetchOutcome {

    /**
     * The commit is here, and it is still what the forge shows.
     *
     * @param base the tip of the base branch; null where none was asked for
     */
    record Fetched(String head, @Nullable String base) implements FetchOutcome {}

    /** The forge shows another commit by now. */
    record Moved() implements FetchOutcome {}

    /**
     * The forge does not show the commit, or not yet.
     *
     * @param tip what it shows in its place; null where it shows nothing
     */
    record NotVisible(@Nullable String tip, String message) implements FetchOutcome {}

    /**
     * The forge did not answer, or not as a git server does.
     *
     * @param hopeless whether trying again cannot help
     */
    record Unreachable(String message, boolean hopeless) implements FetchOutcome {}

    /** The repository is larger than it may be; the message names the limit. */
    record TooLarge(String message) implements FetchOutcome {}

    /** What the forge sent, or what was asked for, is broken. */
    record Malformed(String message) implements FetchOutcome {}
}
