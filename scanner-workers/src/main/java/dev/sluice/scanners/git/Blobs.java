package dev.sluice.scanners.git;

import dev.sluice.scanners.spi.TreeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * What is known of blobs without keeping their content. One blob is looked at once, in however many
 * trees it appears; used by one thread.
 */
final class Blobs {

    private static final byte[] LFS_POINTER =
            "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII);

    /** The specification of Git LFS: a pointer is smaller than this. */
    private static final int LFS_POINTER_LIMIT = 1024;

    private final BlobSource source;
    private final ObjectReader reader;
    private final ObjectIdOwnerMap<Blob> known = new ObjectIdOwnerMap<>();

    Blobs(BlobSource source, ObjectReader reader) {
        this.source = source;
        this.reader = reader;
    }

    /** Its own id and key, because there are as many as files. */
    static final class Blob extends ObjectIdOwnerMap.Entry {
        private final long size;
        private final boolean lfsPointer;

        Blob(AnyObjectId id, long size, boolean lfsPointer) {
            super(id);
            this.size = size;
            this.lfsPointer = lfsPointer;
        }

        long size() {
            return size;
        }

        boolean lfsPointer() {
            return lfsPointer;
        }
    }

    Blob look(ObjectId id) throws IOException {
        Blob blob = known.get(id);
        if (blob == null) {
            long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
            blob = new Blob(id, size, isLfsPointer(id, size));
            known.add(blob);
        }
        return blob;
    }

    TreeFile file(Blob blob, String path) {
        return new BlobFile(source, blob, path);
    }

    private boolean isLfsPointer(ObjectId id, long size) throws IOException {
        if (size < LFS_POINTER.length || size >= LFS_POINTER_LIMIT) {
            return false;
        }
        byte[] content = reader.open(id, Constants.OBJ_BLOB).getCachedBytes(LFS_POINTER_LIMIT);
        return Arrays.equals(content, 0, LFS_POINTER.length, LFS_POINTER, 0, LFS_POINTER.length);
    }
}
