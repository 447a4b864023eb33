package dev.sluice.scanners.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchivesTest {

    /** Where a header of the central directory says how long an entry is, packed. */
    private static final int COMPRESSED_SIZE = 20;

    @TempDir Path directory;

    @Test
    void findsArchivesInsideUpToTheDepthAllowed() throws Exception {
        byte[] innermost = Jar.of("org.example", "c", "1").bytes();
        byte[] middle = new Jar().with("lib/c.jar", innermost).bytes();
        byte[] outer = new Jar().with("WEB-INF/lib/b.jar", middle).bytes();

        assertThat(unpack("a.war", outer))
                .extracting(Archives.Found::inside)
                .containsExactly("", "WEB-INF/lib/b.jar", "WEB-INF/lib/b.jar!lib/c.jar");
    }

    @Test
    void refusesArchivesNestedTooDeep() throws Exception {
        byte[] archive = Jar.of("org.example", "a", "1").bytes();
        for (int i = 0; i < 4; i++) {
            archive = new Jar().with("a.jar", archive).bytes();
        }

        assertRefused(archive, "archives are nested too deep");
    }

    @Test
    void refusesWhatUnpacksToMuchMoreThanItIs() throws Exception {
        assertRefused(new Jar().withZeros("zeros", 50).bytes(), "the archive unpacks to too much");
    }

    @Test
    void refusesABombInsideAnArchive() throws Exception {
        byte[] bomb = new Jar().withZeros("zeros", 50).bytes();

        assertRefused(
                new Jar().with("lib/bomb.jar", bomb).bytes(), "the archive unpacks to too much");
        assertThat(sizeOnDisk()).isLessThan(1_000_000);
    }

    @Test
    void refusesLargeMetadata() throws Exception {
        assertRefused(
                new Jar().withZeros("META-INF/MANIFEST.MF", 6).bytes(),
                "the archive has too large metadata");
    }

    @Test
    void refusesTooManyEntries() throws Exception {
        Jar jar = new Jar();
        for (int i = 0; i < 11; i++) {
            jar.with("entry" + i, "");
        }
        Archives archives = new Archives(directory, limits(10));
        byte[] bytes = jar.bytes();

        assertThatThrownBy(() -> archives.unpack("a.jar", "blob", bytes))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessage("the archive has too many entries");
    }

    @Test
    void refusesTwoEntriesOfOneName() throws Exception {
        byte[] jar = new Jar().with("META-INF/A", "1").with("META-INF/B", "2").bytes();
        String text = new String(jar, StandardCharsets.ISO_8859_1);
        byte[] twice =
                text.replace("META-INF/B", "META-INF/A").getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(twice, "the archive has two entries of one name");
    }

    @Test
    void refusesHeadersThatDisagree() throws Exception {
        byte[] jar = Jar.of("org.example", "a", "1").bytes();
        jar[0] = 'X';

        assertRefused(jar, "the archive cannot be opened");
    }

    @Test
    void refusesATruncatedArchive() throws Exception {
        byte[] jar = Jar.of("org.example", "a", "1").bytes();

        assertRefused(java.util.Arrays.copyOf(jar, jar.length / 2), "the archive cannot be opened");
    }

    @Test
    void refusesAnEntryThatEndsEarly() throws Exception {
        byte[] jar = new Jar().with("a.txt", "text ".repeat(100)).bytes();
        int directoryHeader =
                new String(jar, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        jar[directoryHeader + COMPRESSED_SIZE] = 3;

        assertRefused(jar, "the archive cannot be opened");
    }

    @ParameterizedTest
    @CsvSource({
        "../../../../tmp/evil.jar",
        "/etc/evil.jar",
        "C:\\windows\\evil.jar",
        "..\\..\\evil.jar"
    })
    void writesNothingOutsideItsDirectoryWhateverTheEntryIsCalled(String name) throws Exception {
        byte[] evil = Jar.of("org.example", "evil", "1").bytes();

        List<Archives.Found> found = unpack("a.jar", new Jar().with(name, evil).bytes());

        assertThat(found).hasSize(2);
        assertThat(found.get(1).archive().file()).startsWith(directory).hasFileName("evil.jar");
    }

    @Test
    void unpacksEqualContentOnce() throws Exception {
        Archives archives = new Archives(directory, Limits.DEFAULT);
        byte[] jar = Jar.of("org.example", "a", "1").bytes();

        assertThat(archives.unpack("a.jar", "blob", jar))
                .isSameAs(archives.unpack("copy/a.jar", "blob", jar));
    }

    @Test
    void keepsOfANameWhatIsHarmless() {
        assertThat(Archives.safeName("lib/log4j-core-2.14.1.jar"))
                .isEqualTo("log4j-core-2.14.1.jar");
        assertThat(Archives.safeName("a/..b;c d\u202e.jar")).isEqualTo("b_c_d_.jar");
        assertThat(Archives.safeName("x".repeat(300) + ".jar")).hasSize(100).endsWith(".jar");
    }

    private void assertRefused(byte[] archive, String message) {
        assertThatThrownBy(() -> unpack("a.jar", archive))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessage(message);
    }

    private List<Archives.Found> unpack(String path, byte[] content)
            throws UnreadableManifestException, IOException, InterruptedException {
        return new Archives(directory, Limits.DEFAULT).unpack(path, "blob", content);
    }

    private long sizeOnDisk() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static Limits limits(int entries) {
        Limits usual = Limits.DEFAULT;
        return new Limits(
                usual.manifestBytes(),
                usual.manifests(),
                usual.declarations(),
                usual.archiveBytes(),
                usual.archives(),
                entries,
                usual.unpackedBytes(),
                usual.ratio(),
                usual.depth(),
                usual.workBytes());
    }
}
