package dev.sluice.scanners.submitted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Documents for tests. */
public final class Documents {

    private Documents() {}

    public static Document of(String text) {
        return new Document(gzip(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A file beside the tests. */
    public static Document resource(String name) {
        try (InputStream file = Documents.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException(name + " is not there");
            }
            return new Document(gzip(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
