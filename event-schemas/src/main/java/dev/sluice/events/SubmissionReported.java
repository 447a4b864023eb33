package dev.sluice.events;

import java.util.List;

/**
 * Part {@code part} of {@code parts} of the findings of a submission, at most {@value
 * ScanReported#MAX_FINDINGS} findings; parts count from 1. They are compared with nothing yet.
 */
public record SubmissionReported(
        Submission submission, String scanner, int part, int parts, List<Finding> findings)
        implements SubmissionFact {
    public SubmissionReported {
        Require.present("submission", submission);
        Require.text("scanner", scanner);
        findings = Require.list("findings", findings);
        if (part < 1 || part > parts) {
            throw new IllegalArgumentException("part " + part + " of " + parts + " does not exist");
        }
        if (findings.size() > ScanReported.MAX_FINDINGS) {
            throw new IllegalArgumentException(
                    "a part has at most "
                            + ScanReported.MAX_FINDINGS
                            + " findings, not "
                            + findings.size());
        }
    }
}
