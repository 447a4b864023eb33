package dev.sluice.ingest.submissions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Bodies of a size. */
final class Documents {

    private static final int LINE = 192;
    private static final int LINES_ALIKE = 3;
    private static final int LETTERS = 64;

    private Documents() {}

    /**
     * As many bytes, which pack to a quarter, as results do at worst. What is alike is alike for
     * long, which packs quickly.
     */
    static byte[] ofBytes(int count) {
        byte[] document = ofNoise(count);
        for (int i = 0; i < count; i++) {
            boolean another = i / LINE % LINES_ALIKE == 0;
            document[i] =
                    another ? (byte) (' ' + (document[i] & (LETTERS - 1))) : document[i - LINE];
        }
        return document;
    }

    /** As many bytes, which do not pack at all. */
    static byte[] ofNoise(int count) {
        var document = new byte[count];
        new Random(count).nextBytes(document);
        return document;
    }

    static byte[] packed(byte[] document) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
