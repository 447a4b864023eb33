package dev.sluice.scanners.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Coverage;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.Tool;
import dev.sluice.scanners.spi.ScanOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {

    private static final long ROOMY = 1_000_000;

    @TempDir Path directory;

    private Instant now = Instant.EPOCH;

    @Test
    void remembersAcrossRestarts() {
        store(ROOMY).put(key(1), result(7));

        assertThat(store(ROOMY).get(key(1))).contains(result(7));
    }

    @Test
    void knowsNothingOfOthers() {
        var store = store(ROOMY);
        store.put(key(1), result(7));

        assertThat(store.get(key(2))).isEmpty();
        assertThat(store.found()).isZero();
        assertThat(store.missed()).isEqualTo(1);
    }

    @Test
    void takesABrokenEntryForNone() throws IOException {
        var store = store(ROOMY);
        store.put(key(1), result(7));
        byte[] bytes = Files.readAllBytes(only());
        for (int i : new int[] {0, 40, bytes.length - 1}) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 1;
            Files.write(only(), flipped);

            assertThat(store.get(key(1))).as("byte %d", i).isEmpty();
        }
        for (int length : new int[] {0, 1, 32, bytes.length - 1}) {
            Files.write(only(), Arrays.copyOf(bytes, length));

            assertThat(store.get(key(1))).as("length %d", length).isEmpty();
        }
        store.put(key(1), result(8));
        assertThat(store.get(key(1))).contains(result(8));
    }

    @Test
    void takesAnEntryUnderTheNameOfAnotherForNone() throws IOException {
        var store = store(ROOMY);
        store.put(key(1), result(7));
        Path source = only();
        store.put(key(2), result(8));
        Path target = directory.resolve(key(2).value().substring(0, 2)).resolve(key(2).value());

        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);

        assertThat(store.get(key(2))).isEmpty();
    }

    @Test
    void givesUpWhatWasNotUsedForLongest() throws IOException {
        var store = store(ROOMY);
        store.put(key(1), result(1));
        long one = Files.size(only());
        store = store(5 * one);
        for (int i = 2; i <= 5; i++) {
            now = now.plusSeconds(1);
            store.put(key(i), result(i));
        }
        now = now.plusSeconds(1);
        assertThat(store.get(key(1))).isPresent();

        now = now.plusSeconds(1);
        store.put(key(6), result(6));

        assertThat(store.get(key(1))).isPresent();
        assertThat(store.get(key(2))).isEmpty();
        assertThat(store.get(key(6))).isPresent();
        assertThat(size()).isLessThanOrEqualTo(5 * one);
    }

    @Test
    void keepsNothingWithoutRoom() throws IOException {
        var store = store(0);
        store.put(key(1), result(1));

        assertThat(store.get(key(1))).isEmpty();
        assertThat(size()).isZero();
    }

    @Test
    void goesOnWithoutItsDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        var store = new ResultStore(file, ROOMY, clock());

        store.put(key(1), result(1));

        assertThat(store.get(key(1))).isEmpty();
    }

    private ResultStore store(long budget) {
        return new ResultStore(directory, budget, clock());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.offset(this, Duration.ZERO);
            }
        };
    }

    private static TreeKey key(int number) {
        return new TreeKey(String.format("%02x", number).repeat(32));
    }

    private static ScanOutcome.Completed result(int number) {
        return new ScanOutcome.Completed(
                new Tool("tool", "1", "0".repeat(64)),
                List.of(),
                List.of(),
                new Coverage(number, 2, List.of(new Gap(GapKind.SIZE, "large", 1))),
                null,
                null);
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
