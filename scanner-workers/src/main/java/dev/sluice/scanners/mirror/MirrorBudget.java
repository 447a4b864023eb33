package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Keeps all mirrors together within a size, as measured on disk. What goes first are broken ones
 * that were put aside; then those that were not used for longest, but none that somebody uses.
 */
final class MirrorBudget {

    private static final Logger LOG = Logger.getLogger(MirrorBudget.class);

    private final MirrorDirectory directory;
    private final long bytes;

    MirrorBudget(MirrorDirectory directory, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException(
                    "sluice.scanner-workers.mirror-budget must be positive, not " + bytes);
        }
        this.directory = directory;
        this.bytes = bytes;
    }

    /** Makes everything fit again; the mirror with this name stays in any case. */
    void enforce(String stays) throws IOException {
        List<StoredMirror> stored = directory.stored();
        long total = stored.stream().mapToLong(StoredMirror::bytes).sum();
        if (total > bytes) {
            long left = evict(stored, total, bytes, stays);
            if (left > bytes) {
                LOG.warnf(
                        "The mirrors take %d bytes, more than the %d of the budget: all others are"
                                + " in use",
                        left, bytes);
            }
        }
    }

    /** Gives back the room of one, because the disk is full; whether there was one to give. */
    boolean makeRoom(String stays) throws IOException {
        List<StoredMirror> stored = directory.stored();
        long total = stored.stream().mapToLong(StoredMirror::bytes).sum();
        return total > 0 && evict(stored, total, total - 1, stays) < total;
    }

    private long evict(List<StoredMirror> stored, long total, long goal, String stays)
            throws IOException {
        Predicate<StoredMirror> quarantined = StoredMirror::quarantined;
        List<StoredMirror> oldestFirst =
                stored.stream()
                        .filter(mirror -> !mirror.name().equals(stays))
                        .sorted(
                                Comparator.<StoredMirror, Boolean>comparing(
                                                quarantined.negate()::test)
                                        .thenComparing(StoredMirror::lastUse)
                                        .thenComparing(StoredMirror::name))
                        .toList();
        long left = total;
        for (StoredMirror mirror : oldestFirst) {
            if (left <= goal) {
                break;
            }
            if (directory.evict(mirror)) {
                left -= mirror.bytes();
                LOG.infof(
                        "Mirror %s is deleted: %d bytes, last used %s; the others take %d of %d"
                                + " bytes",
                        mirror.name(), mirror.bytes(), mirror.lastUse(), left, bytes);
            }
        }
        return left;
    }
}
