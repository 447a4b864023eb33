package dev.sluice.scanners.git;

import dev.sluice.scanners.spi.TreeFile;
import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectLoader;

/** A blob under a path; each reading uses a reader of its own, so that threads do not meet. */
record BlobFile(ObjectDatabase objects, Blobs.Blob content, String path) implements TreeFile {

    @Override
    public String blob() {
        return content.name();
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public byte[] read(int limit) throws IOException {
        if (size() > limit) {
            throw new IllegalStateException(
                    "the file has " + size() + " bytes, more than the limit of " + limit);
        }
        try (var reader = objects.newReader()) {
            ObjectLoader loader = reader.open(content, Constants.OBJ_BLOB);
            return loader.getBytes(limit);
        }
    }
}
