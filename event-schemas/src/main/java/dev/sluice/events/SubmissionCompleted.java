package dev.sluice.events;

/**
 * A submission was read to its end; that it holds no findings is a result too.
 *
 * @param parts how many {@link SubmissionReported} belong to it, 0 when there are no findings
 * @param findings how many findings they hold together
 * @param digest over the findings of all parts in order, see {@code
 *     dev.sluice.events.wire.FindingsDigest}
 * @param coverage what the tool left out, as far as it says so
 */
public record SubmissionCompleted(
        Submission submission,
        String scanner,
        Tool tool,
        int parts,
        int findings,
        String digest,
        Coverage coverage)
        implements SubmissionFact {
    public SubmissionCompleted {
        Require.present("submission", submission);
        Require.text("scanner", scanner);
        Require.present("tool", tool);
        Require.notNegative("parts", parts);
        Require.notNegative("findings", findings);
        Require.text("digest", digest);
        Require.present("coverage", coverage);
    }
}
