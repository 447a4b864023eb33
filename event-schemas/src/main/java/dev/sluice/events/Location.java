package dev.sluice.events;

import org.jspecify.annotations.Nullable;

/**
 * Where a finding is.
 *
 * @param path from the root of the repository, with forward slashes
 * @param startLine from 1; 0 when it has no line, as in an archive
 * @param startColumn from 1, in UTF-16 code units as SARIF counts; 0 when unknown
 * @param commit set only when it is not in the head but in this commit on the way to it
 */
public record Location(String path, int startLine, int startColumn, @Nullable String commit) {
    public Location {
        Require.path("location.path", path);
        Require.notNegative("location.startLine", startLine);
        Require.notNegative("location.startColumn", startColumn);
    }
}
