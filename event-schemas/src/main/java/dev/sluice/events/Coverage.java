package dev.sluice.events;

import java.util.List;

/** How much a scan has seen, and what it has not. */
public record Coverage(long filesRead, long bytesRead, List<Gap> gaps) {
    public Coverage {
        Require.notNegative("coverage.filesRead", filesRead);
        Require.notNegative("coverage.bytesRead", bytesRead);
        gaps = Require.list("coverage.gaps", gaps);
    }
}
