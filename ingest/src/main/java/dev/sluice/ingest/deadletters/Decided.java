package dev.sluice.ingest.deadletters;

/** What came of doing something about a dead letter. */
sealed interface Decided {

    /** It was done now. */
    record Done(Letter letter) implements Decided {}

    /** It was done before, and nothing was done again. */
    record Before(Letter letter) implements Decided {}

    /** It cannot be done. */
    record Impossible(String detail) implements Decided {}
}
