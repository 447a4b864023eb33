package dev.sluice.ingest.submissions;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * Reads a document from a request, counting as it streams by: only the compressed form is ever in
 * memory, whichever form arrives.
 */
final class UploadBody {

    /** As large as a document may be when it is unpacked; in bytes. */
    static final int MAX_BYTES = 50 * 1024 * 1024;

    /** As large as it may be packed; that of 50 MB of results has a tenth of it. */
    static final int MAX_COMPRESSED_BYTES = 16 * 1024 * 1024;

    /** Beyond that many bytes, text does not unpack to more than that many times its size. */
    static final int FREE_BYTES = 10 * 1024 * 1024;

    static final int MAX_RATIO = 200;

    private static final int CHUNK = 64 * 1024;

    /** Instead of a number of bytes. */
    private static final long TOO_LARGE = -1;

    private static final long TOO_SLOW = -2;
    private static final long NOT_GZIP = -3;

    private UploadBody() {}

    /** What was read. */
    sealed interface Read {

        /** All of it, compressed with gzip. */
        @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
        record Whole(byte[] compressed) implements Read {}

        /** More than is allowed. */
        record TooLarge() implements Read {}

        /** Not within the time. */
        record TooSlow() implements Read {}

        /** Nothing, or not packed as it says. */
        record Unreadable(String detail) implements Read {}
    }

    /**
     * Reads the body.
     *
     * @param packed whether it arrives compressed with gzip
     * @throws IOException when the sender goes away
     */
    static Read read(InputStream body, boolean packed, Clock clock, Duration timeout)
            throws IOException {
        var compressed = new ByteArrayOutputStream();
        Instant deadline = clock.instant().plus(timeout);
        long bytes =
                packed
                        ? unpack(body, compressed, clock, deadline)
                        : pack(body, compressed, clock, deadline);
        if (bytes == TOO_LARGE) {
            return new Read.TooLarge();
        }
        if (bytes == TOO_SLOW) {
            return new Read.TooSlow();
        }
        if (bytes == NOT_GZIP) {
            return new Read.Unreadable("The body is not compressed with gzip, as it says.");
        }
        return bytes == 0
                ? new Read.Unreadable("The body is empty.")
                : new Read.Whole(compressed.toByteArray());
    }

    private static long pack(
            InputStream body, ByteArrayOutputStream compressed, Clock clock, Instant deadline)
            throws IOException {
        long bytes = 0;
        var chunk = new byte[CHUNK];
        try (var gzip = new GZIPOutputStream(compressed)) {
            for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
                bytes += count;
                if (bytes > MAX_BYTES || compressed.size() > MAX_COMPRESSED_BYTES) {
                    return TOO_LARGE;
                }
                if (clock.instant().isAfter(deadline)) {
                    return TOO_SLOW;
                }
                gzip.write(chunk, 0, count);
            }
        }
        return compressed.size() > MAX_COMPRESSED_BYTES ? TOO_LARGE : bytes;
    }

    private static long unpack(
            InputStream body, ByteArrayOutputStream compressed, Clock clock, Instant deadline)
            throws IOException {
        long bytes = 0;
        var chunk = new byte[CHUNK];
        try (var gzip = new GZIPInputStream(new Recorded(body, compressed), CHUNK)) {
            for (int count = gzip.read(chunk); count >= 0; count = gzip.read(chunk)) {
                bytes += count;
                boolean bomb = bytes > FREE_BYTES && bytes / MAX_RATIO > compressed.size();
                if (bytes > MAX_BYTES || bomb) {
                    return TOO_LARGE;
                }
                if (clock.instant().isAfter(deadline)) {
                    return TOO_SLOW;
                }
            }
        } catch (RecordedTooMuchException e) {
            return TOO_LARGE;
        } catch (ZipException | EOFException e) {
            return NOT_GZIP;
        }
        return bytes;
    }

    private static final class RecordedTooMuchException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Keeps what passes. */
    private static final class Recorded extends FilterInputStream {

        private final ByteArrayOutputStream kept;

        Recorded(InputStream in, ByteArrayOutputStream kept) {
            super(in);
            this.kept = kept;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
                kept.write(one);
            }
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                kept.write(buffer, offset, count);
                if (kept.size() > MAX_COMPRESSED_BYTES) {
                    throw new RecordedTooMuchException();
                }
            }
            return count;
        }
    }
}
