package dev.sluice.ingest.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.submissions.UploadBody.Read;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

class UploadBodyPropertiesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** In whatever pieces it comes. */
    @Property(tries = 200, seed = "20261121")
    void whatIsSentIsKeptPackedOrNot(
            @ForAll @NotEmpty byte[] bytes,
            @ForAll boolean packed,
            @ForAll @IntRange(min = 1, max = 50) int piece)
            throws IOException, InterruptedException {
        var body = new InPieces(new ByteArrayInputStream(packed ? pack(bytes) : bytes), piece);

        Read read = UploadBody.read(body, packed, PATIENCE, _ -> Optional.empty());

        assertThat(unpack(((Read.Whole) read).compressed())).isEqualTo(bytes);
    }

    @Property(tries = 200, seed = "20261121")
    void whatIsCutIsNotTakenForTheWhole(@ForAll @NotEmpty byte[] bytes, @ForAll int place)
            throws IOException, InterruptedException {
        byte[] whole = pack(bytes);
        byte[] cut = Arrays.copyOf(whole, Math.floorMod(place, whole.length));

        assertThat(read(cut)).isInstanceOf(Read.Unreadable.class);
    }

    /** What the header says besides may differ; the content may not. */
    @Property(tries = 500, seed = "20261121")
    void oneOtherByteChangesNothingOrIsRefused(
            @ForAll @NotEmpty byte[] bytes, @ForAll int place, @ForAll byte other)
            throws IOException, InterruptedException {
        byte[] damaged = pack(bytes);
        damaged[Math.floorMod(place, damaged.length)] = other;

        switch (read(damaged)) {
            case Read.Whole(byte[] compressed) -> assertThat(unpack(compressed)).isEqualTo(bytes);
            case Read.Unreadable(String detail) -> assertThat(detail).isNotBlank();
            case Read.TooLarge _, Read.TooSlow _, Read.NoRoom _, Read.Lost _ ->
                    throw new AssertionError("it is small and it is there");
        }
    }

    private static Read read(byte[] packed) throws InterruptedException {
        return UploadBody.read(
                new ByteArrayInputStream(packed), true, PATIENCE, _ -> Optional.empty());
    }

    private static byte[] pack(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readAllBytes();
        }
    }

    /** Never more than a few bytes at once. */
    private static final class InPieces extends InputStream {

        private final InputStream all;
        private final int piece;

        InPieces(InputStream all, int piece) {
            this.all = all;
            this.piece = piece;
        }

        @Override
        public int read() throws IOException {
            return all.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return all.read(buffer, offset, Math.min(length, piece));
        }
    }
}
