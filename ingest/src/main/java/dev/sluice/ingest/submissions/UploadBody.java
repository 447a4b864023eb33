package dev.sluice.ingest.submissions;

import dev.sluice.ingest.limits.InFlight;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
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

        /** Too much of this caller, or of all of them, is in memory. */
        record NoRoom(InFlight.Full full) implements Read {}

        /** Nothing, or not packed as it says. */
        record Unreadable(String detail) implements Read {}

        /** The sender went away; nobody waits for an answer. */
        record Lost() implements Read {}
    }

    /**
     * Reads the body. It is read on a thread of its own, because the time has to end also where
     * nothing comes at all; nobody waits for that thread, and the body is not closed, which would
     * wait for the rest of it.
     *
     * @param packed whether it arrives compressed with gzip
     * @param room asked for every few bytes that are kept
     */
    static Read read(
            InputStream body,
            boolean packed,
            Duration timeout,
            LongFunction<Optional<InFlight.Full>> room)
            throws InterruptedException {
        var reading = new FutureTask<Read>(() -> read(body, packed, room));
        Thread.ofVirtual().name("upload").start(reading);
        try {
            return reading.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Read.TooSlow();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a document could not be read", e.getCause());
        } finally {
            reading.cancel(true);
        }
    }

    /** Reads it on this thread, however long that takes. */
    static Read read(InputStream body, boolean packed, LongFunction<Optional<InFlight.Full>> room) {
        var kept = new Kept(room);
        try {
            return packed ? unpack(body, kept) : pack(body, kept);
        } catch (RefusedException e) {
            return e.read;
        } catch (IOException e) {
            return new Read.Lost();
        }
    }

    private static Read pack(InputStream body, Kept kept) throws IOException {
        long bytes = 0;
        var chunk = new byte[CHUNK];
        try (var gzip = new GZIPOutputStream(kept)) {
            for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
                bytes += count;
                if (bytes > MAX_BYTES) {
                    return new Read.TooLarge();
                }
                gzip.write(chunk, 0, count);
            }
        }
        return kept.whole(bytes);
    }

    // Not closed: that would read what comes after the end of the document, however much it is.
    @SuppressWarnings("resource")
    private static Read unpack(InputStream body, Kept kept) throws IOException {
        long bytes = 0;
        var chunk = new byte[CHUNK];
        try {
            var gzip = new GZIPInputStream(new Recorded(body, kept), CHUNK);
            for (int count = gzip.read(chunk); count >= 0; count = gzip.read(chunk)) {
                bytes += count;
                boolean bomb = bytes > FREE_BYTES && bytes / MAX_RATIO > kept.size();
                if (bytes > MAX_BYTES || bomb) {
                    return new Read.TooLarge();
                }
            }
        } catch (ZipException | EOFException e) {
            return new Read.Unreadable("The body is not compressed with gzip, as it says.");
        }
        return kept.whole(bytes);
    }

    /** It is of no use to read on. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Read read;

        RefusedException(Read read) {
            this.read = read;
        }
    }

    /** The compressed form, as far as it goes. */
    private static final class Kept extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final LongFunction<Optional<InFlight.Full>> room;

        Kept(LongFunction<Optional<InFlight.Full>> room) {
            this.room = room;
        }

        int size() {
            return bytes.size();
        }

        /**
         * All of it.
         *
         * @param unpacked how many bytes it has when it is unpacked
         */
        Read whole(long unpacked) {
            return unpacked == 0
                    ? new Read.Unreadable("The body is empty.")
                    : new Read.Whole(bytes.toByteArray());
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            if (bytes.size() + length > MAX_COMPRESSED_BYTES) {
                throw new RefusedException(new Read.TooLarge());
            }
            Optional<InFlight.Full> full = room.apply(length);
            if (full.isPresent()) {
                throw new RefusedException(new Read.NoRoom(full.get()));
            }
            bytes.write(some, offset, length);
        }
    }

    /** Keeps what passes. */
    private static final class Recorded extends FilterInputStream {

        private final Kept kept;

        Recorded(InputStream in, Kept kept) {
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
            }
            return count;
        }
    }
}
