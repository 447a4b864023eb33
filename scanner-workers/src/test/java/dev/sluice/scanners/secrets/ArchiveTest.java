package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.GapKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {

    private static final Engine ENGINE = Fixtures.engine();
    private static final byte[] TOKEN = Fixtures.utf8("token: " + Fixtures.githubToken(1));

    @Test
    void findsASecretInAZipFile() throws IOException {
        assertFound(zip(Map.of("META-INF/a.properties", TOKEN, "b", new byte[0])));
    }

    @Test
    void findsASecretInAnArchiveInAnArchive() throws IOException {
        assertFound(zip(Map.of("lib/inner.jar", zip(Map.of("x/", new byte[0], "x/a", TOKEN)))));
    }

    @Test
    void findsASecretInGzipAndInTarInGzip() throws IOException {
        assertFound(gzip(TOKEN));
        assertFound(gzip(tar("a", Fixtures.utf8("nothing"), "b", TOKEN)));
        assertFound(gzip(tar("a.zip", zip(Map.of("b", TOKEN)))));
    }

    @Test
    void saysThatAnArchiveIsTooDeep() throws IOException {
        byte[] archive = zip(Map.of("a", TOKEN));
        for (int depth = 1; depth < 3; depth++) {
            archive = zip(Map.of("a", archive));
        }
        assertFound(archive);

        FileReport deeper = ENGINE.scan(zip(Map.of("a", archive)));

        assertThat(deeper.sightings()).isEmpty();
        assertThat(deeper.unopened()).isEqualTo(GapKind.ARCHIVE);
    }

    @Test
    void refusesAZipFileThatDeclaresTooMuchBeforeItIsRead() throws IOException {
        byte[] bomb = zip(Map.of("a", TOKEN, "z", new byte[70 << 20]));

        FileReport report = ENGINE.scan(bomb);

        assertThat(report.sightings()).isEmpty();
        assertThat(report.unopened()).isEqualTo(GapKind.ARCHIVE);
    }

    @Test
    void stopsWhereMoreComesOutThanAnArchiveMayHold() throws IOException {
        assertThat(ENGINE.scan(gzip(new byte[70 << 20])).unopened()).isEqualTo(GapKind.ARCHIVE);
    }

    @Test
    void refusesMoreEntriesThanPeopleMake() throws IOException {
        var entries = new TreeMap<String, byte[]>();
        IntStream.range(0, 20_001).forEach(i -> entries.put("e" + i, new byte[0]));

        assertThat(ENGINE.scan(zip(entries)).unopened()).isEqualTo(GapKind.ARCHIVE);
    }

    @Test
    void keepsWhatItFoundBeforeAnArchiveIsDamaged() throws IOException {
        byte[] archive = gzip(TOKEN);

        assertThat(ENGINE.scan(Arrays.copyOf(archive, 15)).unopened()).isEqualTo(GapKind.ARCHIVE);
        byte[] cut = gzip(tar("a", TOKEN, "b", new byte[2000]));
        assertThat(ENGINE.scan(Arrays.copyOf(cut, cut.length - 9)).unopened())
                .isEqualTo(GapKind.ARCHIVE);
        assertThat(ENGINE.scan(Fixtures.utf8("PK\003\004")).sightings()).isEmpty();
    }

    @Test
    void aZipFileWhoseDirectoryDisagreesWithItsEntriesIsNotTakenForWhole() throws IOException {
        byte[] archive = zip(Map.of("a", TOKEN));
        byte[] other = zip(Map.of("b", TOKEN, "c", TOKEN));

        for (int cut = 4; cut < archive.length; cut++) {
            FileReport report = ENGINE.scan(Arrays.copyOf(archive, cut));
            assertThat(report.unopened()).as("cut at " + cut).isEqualTo(GapKind.ARCHIVE);
        }
        var both = new ByteArrayOutputStream();
        both.writeBytes(archive);
        both.writeBytes(other);
        assertThat(ENGINE.scan(both.toByteArray()).unopened()).isEqualTo(GapKind.ARCHIVE);
    }

    @Test
    void reportsFormatsThatItDoesNotOpen() {
        assertThat(ENGINE.scan(Fixtures.utf8("BZh91AY&SY")).unopened()).isEqualTo(GapKind.ARCHIVE);
    }

    private static void assertFound(byte[] archive) {
        FileReport report = ENGINE.scan(archive);

        assertThat(report.sightings())
                .extracting(Sighting::toString)
                .containsExactly("github-personal-access-token at 0:0 (ghp_****)");
        assertThat(report.unopened()).isNull();
        assertThat(report).isEqualTo(ENGINE.scanWithoutKeywords(archive));
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** Names and contents in turns. */
    private static byte[] tar(Object... entries) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < entries.length; i += 2) {
            byte[] content = (byte[]) entries[i + 1];
            var header = new byte[512];
            put(header, 0, (String) entries[i]);
            put(header, 124, "%011o".formatted(content.length));
            put(header, 257, "ustar");
            bytes.writeBytes(header);
            bytes.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
        }
        bytes.writeBytes(new byte[1024]);
        return bytes.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
