package dev.sluice.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A scan ended with a result, which may be that there is nothing to report.
 *
 * @param parts how many {@link ScanReported} belong to it, 0 when there are no findings
 * @param findings how many findings they hold together
 * @param digest over the findings of all parts in order, see {@code
 *     dev.sluice.events.wire.FindingsDigest}
 * @param advisories the snapshot that was used; absent for scanners that use none
 * @param dependencies absent for scanners that look at none
 * @param durationMillis how long the scanner was busy
 */
public record ScanCompleted(
        UUID scan,
        String scanner,
        Revision revision,
        Repository repository,
        Tool tool,
        int parts,
        int findings,
        String digest,
        Coverage coverage,
        @Nullable Advisories advisories,
        @Nullable DependencyCounts dependencies,
        long durationMillis)
        implements ScanFact {
    public ScanCompleted {
        Require.present("scan", scan);
        Require.text("scanner", scanner);
        Require.present("revision", revision);
        Require.present("repository", repository);
        Require.present("tool", tool);
        Require.notNegative("parts", parts);
        Require.notNegative("findings", findings);
        Require.text("digest", digest);
        Require.present("coverage", coverage);
        Require.notNegative("durationMillis", durationMillis);
    }
}
