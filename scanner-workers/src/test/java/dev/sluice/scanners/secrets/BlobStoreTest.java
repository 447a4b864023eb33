package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.GapKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {

    private static final String BLOB = "ab".repeat(20);
    private static final List<SecretRule> RULES = SecretRules.bundled().list();
    private static final Engine ENGINE = new Engine(RULES, Fixtures.KEY, ScanLimits.DEFAULT);
    private static final String TOKEN = Fixtures.githubToken(1);

    @TempDir private Path directory;

    @Test
    void keepsReportsFromWorkerToWorker() {
        FileReport found = ENGINE.scan(Fixtures.utf8("a\n b " + TOKEN));
        var limited = new FileReport(List.of(), 7, List.of("a", "b"), GapKind.ARCHIVE);

        store().put(BLOB, found);
        store().put("cd" + BLOB, limited);

        assertThat(store().get(BLOB)).isEqualTo(found);
        assertThat(store().get("cd" + BLOB)).isEqualTo(limited);
        assertThat(store().get("ef" + BLOB)).isNull();
    }

    @Test
    void writesNoValue() throws IOException {
        store().put(BLOB, ENGINE.scan(Fixtures.utf8(TOKEN)));

        assertThat(text()).contains("ghp_****").doesNotContain(TOKEN.substring(4));
    }

    @Test
    void ignoresLinesThatAreDamaged() throws IOException {
        store().put(BLOB, ENGINE.scan(Fixtures.utf8(TOKEN)));
        Path file = file();
        byte[] bytes = Files.readAllBytes(file);

        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            FileReport read = store().get(BLOB);
            if (i < bytes.length - 1) {
                assertThat(read).as("byte " + i).isNull();
            }
        }
        Files.write(
                file,
                List.of("", "\t", "nonsense", new String(bytes, 0, 50, StandardCharsets.UTF_8)));
        assertThat(store().get(BLOB)).isNull();
    }

    @Test
    void ignoresReportsOfRulesThatAreGone() {
        store().put(BLOB, ENGINE.scan(Fixtures.utf8(TOKEN)));

        BlobStore others = BlobStore.below(directory, "digest", RULES.subList(50, 51));

        assertThat(others.get(BLOB)).isNull();
    }

    @Test
    void knowsNothingUnderAnotherDigestAndKeepsFewOfThem() throws IOException {
        for (int i = 0; i < 9; i++) {
            BlobStore store = BlobStore.below(directory, "digest" + i, RULES);
            assertThat(store.get(BLOB)).isNull();
            store.put(BLOB, FileReport.TOO_LARGE);
        }

        try (Stream<Path> generations = Files.list(directory)) {
            assertThat(generations).hasSize(3).contains(directory.resolve("digest8"));
        }
    }

    @Test
    void forgetsTheOlderHalfWhenItIsFull() throws IOException {
        BlobStore store = BlobStore.below(directory, "digest", RULES, 4096);
        var clean = new FileReport(List.of(), 0, List.of(), null);

        for (int i = 0; i < 1000; i++) {
            store.put("ab%038x".formatted(i), clean);
        }

        assertThat(Files.size(file())).isLessThanOrEqualTo(4096);
        assertThat(store().get("ab%038x".formatted(999))).isEqualTo(clean);
        assertThat(store().get("ab%038x".formatted(0))).isNull();
    }

    @Test
    void worksWithoutADirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        BlobStore store = BlobStore.below(file, "digest", RULES);

        store.put(BLOB, FileReport.TOO_LARGE);

        assertThat(BlobStore.below(file, "digest", RULES).get(BLOB)).isNull();
    }

    private BlobStore store() {
        return BlobStore.below(directory, "digest", RULES);
    }

    private Path file() {
        return directory.resolve("digest").resolve("ab");
    }

    private String text() throws IOException {
        return Files.readString(file());
    }
}
