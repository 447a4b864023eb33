package dev.sluice.events;

import org.jspecify.annotations.Nullable;

/**
 * One file that a change touches.
 *
 * @param previousPath where it was before, for renamed and copied files
 */
public record ChangedFile(String path, FileStatus status, @Nullable String previousPath) {
    public ChangedFile {
        Require.path("path", path);
        Require.present("status", status);
    }
}
