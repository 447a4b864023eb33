package dev.sluice.scanners.git;

import dev.sluice.events.ChangedFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two trees.
 *
 * @param files in path order; of very many only the first, without looking for renames
 * @param truncated whether there are more than that
 * @param patchId as {@code git patch-id} computes it; null where there is no baseline or the patch
 *     is too large to be worth it
 */
public record Difference(List<ChangedFile> files, boolean truncated, @Nullable String patchId) {
    public Difference {
        files = List.copyOf(files);
    }
}
