package dev.sluice.ingest.submissions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Bodies of a size. */
final class Documents {

    private static final int KINDS_OF_BYTES = 4;

    private Documents() {}

    /** As many bytes, which pack to a quarter, as results do at worst. */
    static byte[] ofBytes(int count) {
        var document = new byte[count];
        new Random(count).nextBytes(document);
        for (int i = 0; i < count; i++) {
            document[i] = (byte) ('a' + (document[i] & (KINDS_OF_BYTES - 1)));
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
