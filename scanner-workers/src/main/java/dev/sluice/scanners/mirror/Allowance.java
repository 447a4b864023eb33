package dev.sluice.scanners.mirror;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes a server may still send. */
final class Allowance {

    private final long bytes;
    private final AtomicLong left;

    Allowance(long bytes) {
        this.bytes = bytes;
        this.left = new AtomicLong(bytes);
    }

    /** More was sent than may be; the message is one line for people. */
    static final class ExceededException extends IOException {
        private static final long serialVersionUID = 1L;

        ExceededException(String message) {
            super(message);
        }
    }

    InputStream count(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = in.read();
                take(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = in.read(buffer, offset, length);
                take(Math.max(0, read));
                return read;
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = in.skip(count);
                take(skipped);
                return skipped;
            }
        };
    }

    private void take(long taken) throws ExceededException {
        if (left.addAndGet(-taken) < 0) {
            throw new ExceededException(
                    "the repository has more than " + bytes + " bytes (limit fetch-bytes)");
        }
    }
}
