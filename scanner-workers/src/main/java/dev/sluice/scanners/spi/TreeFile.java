package dev.sluice.scanners.spi;

import java.io.IOException;

/**
 * One version of one file. Equal {@link #blob} means equal bytes, so each blob has to be looked at
 * only once.
 */
public interface TreeFile {

    /** From the root, with forward slashes. */
    String path();

    /** The git object id, hexadecimal. */
    String blob();

    /** The size in bytes; known without reading. */
    long size();

    /**
     * The whole content.
     *
     * @throws IOException when the object is missing or broken
     * @throws IllegalStateException when the file is larger than {@code limit} bytes; check {@link
     *     #size} first
     */
    byte[] read(int limit) throws IOException;
}
