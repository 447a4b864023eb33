package dev.sluice.events;

import java.util.List;
import java.util.UUID;

/**
 * Part {@code part} of {@code parts} of what a scan found, at most {@value #MAX_FINDINGS} findings;
 * parts count from 1.
 */
public record ScanReported(
        UUID scan,
        String scanner,
        Revision revision,
        Repository repository,
        int part,
        int parts,
        List<Finding> findings)
        implements ScanFact {

    public static final int MAX_FINDINGS = 500;

    public ScanReported {
        Require.present("scan", scan);
        Require.text("scanner", scanner);
        Require.present("revision", revision);
        Require.present("repository", repository);
        findings = Require.list("findings", findings);
        if (part < 1 || part > parts) {
            throw new IllegalArgumentException("part " + part + " of " + parts + " does not exist");
        }
        if (findings.size() > MAX_FINDINGS) {
            throw new IllegalArgumentException(
                    "a part has at most " + MAX_FINDINGS + " findings, not " + findings.size());
        }
    }
}
