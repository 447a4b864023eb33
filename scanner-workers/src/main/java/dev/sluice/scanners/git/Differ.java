package dev.sluice.scanners.git;

import dev.sluice.events.ChangedFile;
import dev.sluice.events.FileStatus;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.PatchIdDiffFormatter;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Compares two trees: changed files with renames, and the id of the patch. */
final class Differ {

    /** Finding renames by content is quadratic; git's own limit was this for long. */
    private static final int RENAME_LIMIT = 400;

    /** A patch id is for recognising a rebased proposal; nobody rebases more than this by hand. */
    private static final int MAX_PATCH_FILES = 500;

    /** Larger files count as binary in a patch; in bytes. */
    private static final int MAX_PATCH_FILE = 1 << 20;

    /** The largest patch that gets an id; in bytes of the files it touches. */
    private static final long MAX_PATCH = 16L << 20;

    private Differ() {}

    static Difference compare(ObjectReader reader, @Nullable RevCommit baseline, RevCommit head)
            throws IOException, InterruptedException {
        Optional<List<ChangedFile>> many = Changes.tooManyToCompare(reader, baseline, head);
        return many.isPresent()
                ? new Difference(many.get(), true, null)
                : compareContent(reader, baseline, head);
    }

    private static Difference compareContent(
            ObjectReader reader, @Nullable RevCommit baseline, RevCommit head) throws IOException {
        try (var formatter = new PatchIdDiffFormatter()) {
            formatter.setReader(reader, new Config());
            formatter.setBinaryFileThreshold(MAX_PATCH_FILE);
            formatter.setDetectRenames(true);
            RenameDetector renames = formatter.getRenameDetector();
            renames.setRenameLimit(RENAME_LIMIT);
            renames.setBigFileThreshold(MAX_PATCH_FILE);
            renames.setSkipContentRenamesForBinaryFiles(true);
            List<DiffEntry> entries =
                    formatter.scan(baseline == null ? null : baseline.getTree(), head.getTree());
            return new Difference(
                    entries.stream()
                            .map(Differ::changedFile)
                            .sorted(Comparator.comparing(ChangedFile::path))
                            .toList(),
                    false,
                    baseline == null ? null : patchId(formatter, entries, reader));
        }
    }

    private static @Nullable String patchId(
            PatchIdDiffFormatter formatter, List<DiffEntry> entries, ObjectReader reader)
            throws IOException {
        if (entries.size() > MAX_PATCH_FILES || bytes(entries, reader) > MAX_PATCH) {
            return null;
        }
        formatter.format(entries);
        formatter.flush();
        return formatter.getCalulatedPatchId().name();
    }

    private static long bytes(List<DiffEntry> entries, ObjectReader reader) throws IOException {
        long bytes = 0;
        for (DiffEntry entry : entries) {
            for (var side : List.of(DiffEntry.Side.OLD, DiffEntry.Side.NEW)) {
                if (entry.getMode(side).getObjectType() == Constants.OBJ_BLOB) {
                    bytes +=
                            reader.getObjectSize(
                                    entry.getId(side).toObjectId(), Constants.OBJ_BLOB);
                }
            }
        }
        return bytes;
    }

    private static ChangedFile changedFile(DiffEntry entry) {
        return switch (entry.getChangeType()) {
            case ADD -> new ChangedFile(entry.getNewPath(), FileStatus.ADDED, null);
            case MODIFY -> new ChangedFile(entry.getNewPath(), FileStatus.MODIFIED, null);
            case DELETE -> new ChangedFile(entry.getOldPath(), FileStatus.DELETED, null);
            case RENAME ->
                    new ChangedFile(entry.getNewPath(), FileStatus.RENAMED, entry.getOldPath());
            case COPY -> new ChangedFile(entry.getNewPath(), FileStatus.COPIED, entry.getOldPath());
        };
    }
}
