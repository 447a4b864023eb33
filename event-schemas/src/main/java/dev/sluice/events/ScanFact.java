package dev.sluice.events;

import java.util.UUID;

/** A fact about one scanner's work on one revision. */
public sealed interface ScanFact extends Fact
        permits ScanReported, ScanCompleted, ScanFailed, ScanSkipped {

    /** The run: a redelivered request repeats it, a new request does not. */
    UUID scan();

    /**
     * The scanner's name, or {@link ChangeDescribed#STEP} where describing the change itself ended
     * early.
     */
    String scanner();

    Revision revision();

    @Override
    Repository repository();

    @Override
    default String subject() {
        return revision().id() + "/" + scanner();
    }

    @Override
    default String key() {
        return revision().change().value();
    }
}
