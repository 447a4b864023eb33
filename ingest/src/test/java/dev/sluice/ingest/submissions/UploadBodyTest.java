package dev.sluice.ingest.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sluice.ingest.limits.InFlight;
import dev.sluice.ingest.submissions.UploadBody.Read;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class UploadBodyTest {

    private static final Duration AGES = Duration.ofMinutes(10);
    private static final Duration MOMENT = Duration.ofMillis(50);

    @Test
    void readsTheLargestAndRefusesOneByteMore() throws InterruptedException {
        byte[] largest = Documents.ofBytes(UploadBody.MAX_BYTES);
        byte[] larger = Documents.ofBytes(UploadBody.MAX_BYTES + 1);

        assertThat(read(largest, false)).isInstanceOf(Read.Whole.class);
        assertThat(read(larger, false)).isEqualTo(new Read.TooLarge());
        assertThat(read(Documents.packed(largest), true)).isInstanceOf(Read.Whole.class);
        assertThat(read(Documents.packed(larger), true)).isEqualTo(new Read.TooLarge());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesWhatIsTooLargeEvenWhenItIsPacked(boolean packed) throws InterruptedException {
        byte[] noise = Documents.ofNoise(UploadBody.MAX_COMPRESSED_BYTES + 1);

        assertThat(read(packed ? Documents.packed(noise) : noise, packed))
                .isEqualTo(new Read.TooLarge());
    }

    @Test
    void readsNoFurtherThanItHasTo() throws InterruptedException {
        var endless = new Endless();

        assertThat(UploadBody.read(endless, false, AGES, UploadBodyTest::room))
                .isEqualTo(new Read.TooLarge());

        assertThat(endless.given).isBetween(UploadBody.MAX_BYTES + 1L, UploadBody.MAX_BYTES * 2L);
        assertThat(endless.closed).isFalse();
    }

    @Test
    void keepsTheCompressedFormOnly() throws Exception {
        byte[] packed = Documents.packed(new byte[UploadBody.FREE_BYTES]);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        Read plain = UploadBody.read(new Blank(40_000_000), false, UploadBodyTest::room);
        Read unpacked =
                UploadBody.read(new ByteArrayInputStream(packed), true, UploadBodyTest::room);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
        assertThat(plain).isInstanceOf(Read.Whole.class);
        assertThat(unpacked).isInstanceOf(Read.Whole.class);
    }

    @Test
    void givesUpWhereNothingComes() throws InterruptedException {
        var silent = new Silent();

        assertThat(UploadBody.read(silent, false, MOMENT, UploadBodyTest::room))
                .isEqualTo(new Read.TooSlow());

        silent.interrupted.await();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesUpWhereItTrickles(boolean packed) throws InterruptedException {
        byte[] start = packed ? Documents.packed(Documents.ofBytes(5000)) : new byte[0];

        assertThat(
                        UploadBody.read(
                                new Trickle(Arrays.copyOf(start, start.length / 2)),
                                packed,
                                MOMENT,
                                UploadBodyTest::room))
                .isEqualTo(new Read.TooSlow());
    }

    @Test
    void asksForRoomForWhatItKeeps() throws InterruptedException {
        byte[] packed = Documents.packed(Documents.ofBytes(1_000_000));
        var asked = new long[1];

        UploadBody.read(
                new ByteArrayInputStream(packed),
                true,
                AGES,
                more -> {
                    asked[0] += more;
                    return Optional.empty();
                });

        assertThat(asked[0]).isEqualTo(packed.length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stopsWhereThereIsNoRoom(boolean packed) throws InterruptedException {
        byte[] document = Documents.ofBytes(1_000_000);

        assertThat(
                        UploadBody.read(
                                new ByteArrayInputStream(
                                        packed ? Documents.packed(document) : document),
                                packed,
                                AGES,
                                more -> Optional.of(InFlight.Full.ONE)))
                .isEqualTo(new Read.NoRoom(InFlight.Full.ONE));
    }

    @Test
    void noticesThatTheSenderIsGone() throws InterruptedException {
        InputStream gone =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }
                };

        assertThat(UploadBody.read(gone, false, AGES, UploadBodyTest::room))
                .isEqualTo(new Read.Lost());
    }

    @Test
    void aPackedDocumentThatIsCutOffIsNoDocument() throws InterruptedException {
        byte[] packed = Documents.packed(Documents.ofBytes(5000));

        assertThat(read(Arrays.copyOf(packed, packed.length - 1), true))
                .isInstanceOf(Read.Unreadable.class);
    }

    private static Read read(byte[] body, boolean packed) throws InterruptedException {
        return UploadBody.read(new ByteArrayInputStream(body), packed, AGES, UploadBodyTest::room);
    }

    private static Optional<InFlight.Full> room(long more) {
        return Optional.empty();
    }

    /** So many zeros, of which nobody keeps any. */
    private static class Blank extends InputStream {

        private final long length;
        long given;

        Blank(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return given++ < length ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            if (given >= length) {
                return -1;
            }
            Arrays.fill(bytes, offset, offset + count, (byte) 0);
            given += count;
            return count;
        }
    }

    private static final class Endless extends Blank {

        private boolean closed;

        Endless() {
            super(Long.MAX_VALUE);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Says nothing, as a connection does on which nothing comes. */
    private static final class Silent extends InputStream {

        private final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public int read() throws IOException {
            try {
                new CountDownLatch(1).await();
                throw new IllegalStateException("nobody counts down");
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new IOException(e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            return read();
        }
    }

    /** Goes on for ever, a byte at a time. */
    private static final class Trickle extends InputStream {

        private final byte[] start;
        private int given;

        Trickle(byte[] start) {
            this.start = start;
        }

        @Override
        public int read() throws IOException {
            if (given < start.length) {
                return start[given++] & 0xff;
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
        }
    }
}
