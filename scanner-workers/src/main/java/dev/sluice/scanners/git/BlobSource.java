package dev.sluice.scanners.git;

import java.io.IOException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectDatabase;

/**
 * Reads blobs and remembers whether one could not be read. Each reading uses a reader of its own,
 * so that threads do not meet.
 */
final class BlobSource {

    private final ObjectDatabase objects;
    private volatile boolean broken;

    BlobSource(ObjectDatabase objects) {
        this.objects = objects;
    }

    byte[] read(AnyObjectId blob, int limit) throws IOException {
        try (var reader = objects.newReader()) {
            return reader.open(blob, Constants.OBJ_BLOB).getBytes(limit);
        } catch (IOException e) {
            broken |= !Thread.currentThread().isInterrupted(); // which ends reading as well
            throw e;
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            broken = true;
            throw new IOException("a damaged object", e);
        }
    }

    boolean isBroken() {
        return broken;
    }
}
