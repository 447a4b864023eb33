package dev.sluice.scanners.secrets;

import dev.sluice.events.GapKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognises contents whose text is somewhere else: packed, or not in the repository. */
final class Containers {

    private static final int LARGEST_POINTER = 1024;

    private static final byte[] LFS =
            "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII);

    /** Zip (so jar, docx, apk…), gzip, bzip2, xz, Zstandard, 7z. */
    private static final List<byte[]> ARCHIVES =
            List.of(
                    new byte[] {'P', 'K', 3, 4},
                    new byte[] {0x1F, (byte) 0x8B, 8},
                    new byte[] {'B', 'Z', 'h'},
                    new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0},
                    new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD},
                    new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C});

    private Containers() {}

    /** What was not looked into; null for most contents. */
    static @Nullable GapKind gap(byte[] content) {
        if (content.length <= LARGEST_POINTER && startsWith(content, LFS)) {
            return GapKind.LFS;
        }
        return isArchive(content) ? GapKind.ARCHIVE : null;
    }

    static boolean isArchive(byte[] content) {
        return ARCHIVES.stream().anyMatch(magic -> startsWith(content, magic));
    }

    static boolean isZip(byte[] content) {
        return startsWith(content, ARCHIVES.get(0));
    }

    static boolean isGzip(byte[] content) {
        return startsWith(content, ARCHIVES.get(1));
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= content.length || content[i] != start[i]) {
                return false;
            }
        }
        return true;
    }
}
