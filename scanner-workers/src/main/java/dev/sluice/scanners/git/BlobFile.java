package dev.sluice.scanners.git;

import dev.sluice.scanners.spi.TreeFile;
import java.io.IOException;

/** A blob under a path. */
record BlobFile(BlobSource source, Blobs.Blob content, String path) implements TreeFile {

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
        return source.read(content, limit);
    }
}
