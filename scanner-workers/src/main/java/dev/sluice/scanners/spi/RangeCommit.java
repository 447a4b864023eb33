package dev.sluice.scanners.spi;

import java.util.List;

/**
 * One commit on the way from baseline to head.
 *
 * @param message the full commit message
 * @param files the versions of files that this commit added or modified against its first parent
 */
public record RangeCommit(String sha, String message, List<TreeFile> files) {
    public RangeCommit {
        files = List.copyOf(files);
    }
}
