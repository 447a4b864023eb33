package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * What was fetched to its end. Refs are kept under a hash of their name: names from outside never
 * become file names.
 */
record KeptRefs(Repository mirror) {

    boolean has(String ref) throws IOException {
        return mirror.exactRef(name(ref)) != null;
    }

    boolean has(Ref shown) throws IOException {
        Ref kept = mirror.exactRef(name(shown.getName()));
        return kept != null && shown.getObjectId().equals(kept.getObjectId());
    }

    boolean isEmpty() throws IOException {
        return mirror.getRefDatabase().getRefsByPrefix(MirrorDirectory.KEPT_REFS).isEmpty();
    }

    void keep(Ref shown) throws IOException {
        ObjectId id = shown.getObjectId();
        RefUpdate update = mirror.updateRef(name(shown.getName()));
        update.setNewObjectId(id);
        switch (update.forceUpdate()) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            case NOT_ATTEMPTED,
                    LOCK_FAILURE,
                    REJECTED,
                    REJECTED_CURRENT_BRANCH,
                    REJECTED_MISSING_OBJECT,
                    REJECTED_OTHER_REASON,
                    IO_FAILURE,
                    RENAMED ->
                    throw new FileSystemException(update.getName());
        }
    }

    private static String name(String ref) {
        return MirrorDirectory.KEPT_REFS + MirrorDirectory.hash(ref);
    }
}
