package dev.sluice.scanners.submitted;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails as soon as it yields more than it may; what it yields is never kept. */
final class BoundedStream extends FilterInputStream {

    private final long limit;
    private long yielded;

    BoundedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int some = super.read(buffer, offset, length);
        count(Math.max(some, 0));
        return some;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) throws TooLargeException {
        yielded += more;
        if (yielded > limit) {
            throw new TooLargeException(limit);
        }
    }
}
