package dev.sluice.scanners.git;

import dev.sluice.events.ChangedFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two trees.
 *
 * @param files in path order
 * @param patchId as {@code git patch-id} computes it; null where there is no baseline or the patch
 *     is too large to be worth it
 */
public record Difference(List<ChangedFile> files, @Nullable String patchId) {
    public Difference {
        files = List.copyOf(files);
    }
}
