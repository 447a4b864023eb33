package dev.sluice.scanners.secrets;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * Unpacks zip (so jar), gzip and tar in memory, one entry at a time. What a zip file declares is
 * looked at before any of it is unpacked, and all that comes out is counted, so that no archive can
 * fill the memory or keep a scan busy: how much may come out depends on what went in.
 */
final class Archive {

    /** More is not the work of people. */
    private static final int MOST_ENTRIES = 20_000;

    private static final int BYTES_PER_BYTE = 100;
    private static final int BYTES_TO_START_WITH = 1 << 20;
    private static final int MOST_BYTES = 64 << 20;

    private static final int CENTRAL_ENTRY = 0x02014b50;
    private static final int CENTRAL_HEADER = 46;
    private static final int TAR_BLOCK = 512;
    private static final int TAR_MAGIC = 257;
    private static final int TAR_SIZE = 124;
    private static final int OCTAL = 8;

    private final Consumer<byte[]> each;
    private long bytesLeft;
    private int entriesLeft = MOST_ENTRIES;
    private boolean whole = true;

    private Archive(int length, Consumer<byte[]> each) {
        this.each = each;
        this.bytesLeft = Math.min(MOST_BYTES, BYTES_TO_START_WITH + (long) BYTES_PER_BYTE * length);
    }

    /**
     * Gives out the content of each entry, and of each entry of an archive in it.
     *
     * @param depth archives within archives that are opened, this one included
     * @return whether all of it was read
     */
    static boolean read(byte[] content, int depth, Consumer<byte[]> each) {
        var archive = new Archive(content.length, each);
        archive.open(content, depth);
        return archive.whole;
    }

    private void open(byte[] content, int depth) {
        if (depth == 0) {
            whole = false;
            return;
        }
        try {
            if (Containers.isZip(content)) {
                zip(content, depth);
            } else if (Containers.isGzip(content)) {
                try (var gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
                    byte[] inner = read(gzip);
                    if (isTar(inner)) {
                        tar(inner, depth);
                    } else {
                        unpacked(inner, depth);
                    }
                }
            } else if (isTar(content)) {
                tar(content, depth);
            } else {
                whole = false;
            }
        } catch (IOException | IllegalArgumentException e) {
            // Damaged, encrypted, of another method, or too large: what is left of it is a gap.
            whole = false;
        }
    }

    private void unpacked(byte[] content, int depth) {
        entriesLeft--;
        if (Containers.isArchive(content) || isTar(content)) {
            open(content, depth - 1);
        } else {
            each.accept(content);
        }
    }

    private void zip(byte[] content, int depth) throws IOException {
        int declared = screen(content);
        int read = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                read++;
                if (!entry.isDirectory()) {
                    requireEntry();
                    unpacked(read(zip), depth);
                }
            }
        }
        // Entries that only one of the two lists has are not looked at.
        whole &= read > 0 && read == declared;
    }

    /** Adds up what the central directory declares, wherever its entries are. */
    private int screen(byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        long declared = 0;
        int entries = 0;
        for (int at = directory(buffer);
                at >= 0
                        && at <= content.length - CENTRAL_HEADER
                        && buffer.getInt(at) == CENTRAL_ENTRY; ) {
            declared += Integer.toUnsignedLong(buffer.getInt(at + 24));
            entries++;
            at +=
                    CENTRAL_HEADER
                            + Short.toUnsignedInt(buffer.getShort(at + 28))
                            + Short.toUnsignedInt(buffer.getShort(at + 30))
                            + Short.toUnsignedInt(buffer.getShort(at + 32));
        }
        if (declared > bytesLeft || entries > entriesLeft) {
            throw new IOException("it declares more than is allowed");
        }
        return entries;
    }

    private static int directory(ByteBuffer buffer) {
        for (int end = buffer.limit() - 22; end >= Math.max(0, buffer.limit() - 65_557); end--) {
            if (buffer.getInt(end) == 0x06054b50) {
                return buffer.getInt(end + 16);
            }
        }
        return -1;
    }

    private void requireEntry() throws IOException {
        if (entriesLeft <= 0) {
            throw new IOException("there are too many entries");
        }
    }

    private byte[] read(InputStream in) throws IOException {
        var out = new ByteArrayOutputStream();
        var piece = new byte[8192];
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            bytesLeft -= n;
            if (bytesLeft < 0) {
                throw new IOException("more comes out than is allowed");
            }
            out.write(piece, 0, n);
        }
        return out.toByteArray();
    }

    static boolean isTar(byte[] content) {
        return content.length >= TAR_BLOCK
                && new String(content, TAR_MAGIC, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    }

    private void tar(byte[] content, int depth) throws IOException {
        int at = 0;
        while (at + TAR_BLOCK <= content.length && content[at] != 0) {
            requireEntry();
            String octal =
                    new String(content, at + TAR_SIZE, 12, StandardCharsets.ISO_8859_1)
                            .replace('\0', ' ')
                            .strip();
            long size = octal.isEmpty() ? 0 : Long.parseLong(octal, OCTAL);
            int start = at + TAR_BLOCK;
            if (size < 0 || start + size > content.length) {
                throw new IOException("it ends too early");
            }
            if (size > 0) {
                var entry = new byte[(int) size];
                System.arraycopy(content, start, entry, 0, entry.length);
                unpacked(entry, depth);
            }
            at = (int) (start + (size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK);
        }
    }
}
