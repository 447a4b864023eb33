package dev.sluice.events;

/**
 * A fact about what one scanner has to say in one {@link Submission}. The scanner is named {@code
 * tool/category}; the slash keeps it apart from scanners of ours.
 */
public sealed interface SubmissionFact extends Fact
        permits SubmissionReported, SubmissionCompleted, SubmissionFailed {

    Submission submission();

    String scanner();

    @Override
    default Repository repository() {
        return submission().repository();
    }

    @Override
    default String subject() {
        return repository().key() + "/" + submission().sha() + "/" + scanner();
    }

    @Override
    default String key() {
        return repository().key();
    }
}
