package dev.sluice.events;

/**
 * A submission is no result; the message is one line for people and never holds content of it.
 *
 * @param scanner {@code format/category} where not even the tool could be told
 */
public record SubmissionFailed(
        Submission submission, String scanner, ScanFailure reason, String message)
        implements SubmissionFact {
    public SubmissionFailed {
        Require.present("submission", submission);
        Require.text("scanner", scanner);
        Require.present("reason", reason);
        Require.text("message", message);
    }
}
