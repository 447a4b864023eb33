package dev.sluice.scanners.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.AdvisoryKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdvisorySnapshotTest {

    @TempDir Path cache;

    @Test
    void isADirectoryNamedByItsDigest() throws Exception {
        AdvisoryFeed sample = AdvisoryFeed.sample();

        AdvisorySnapshot snapshot = AdvisorySnapshot.open(cache, sample, "1");

        assertThat(snapshot.directory())
                .isEqualTo(
                        cache.resolve("advisories").resolve(AdvisorySnapshot.digest(sample, "1")));
        assertThat(snapshot.directory()).isNotEmptyDirectory();
        assertThat(AdvisorySnapshot.digest(sample, "2"))
                .isNotEqualTo(AdvisorySnapshot.digest(sample, "1"));
    }

    @Test
    void isBuiltOnce() throws Exception {
        AdvisoryFeed sample = AdvisoryFeed.sample();
        AdvisorySnapshot.open(cache, sample, "1");
        AdvisoryFeed sameButGone =
                new AdvisoryFeed(
                        sample.digest(),
                        sample.kind(),
                        sample.updatedAt(),
                        List.of(() -> {
                            throw new IOException("read again");
                        }));

        assertThat(AdvisorySnapshot.open(cache, sameButGone, "1").directory()).exists();
    }

    @Test
    void canBeBuiltBySeveralAtOnce() throws Exception {
        AdvisoryFeed sample = AdvisoryFeed.sample();
        Callable<Path> build = () -> AdvisorySnapshot.open(cache, sample, "1").directory();

        try (var builders = Executors.newFixedThreadPool(3)) {
            for (var built : builders.invokeAll(List.of(build, build, build))) {
                assertThat(built.get()).isNotEmptyDirectory();
            }
        }

        assertThat(cache.resolve("advisories")).isDirectoryContaining("glob:**");
        try (var left = Files.list(cache.resolve("advisories"))) {
            assertThat(left).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"vulnerabilities\": [{\"cve\": {\"id\": \"CVE-1\"",
                "{\"vulnerabilities\": [{\"cve\": 1}]}"
            })
    void isNotBuiltFromABrokenFeed(String document) throws Exception {
        AdvisoryFeed broken =
                new AdvisoryFeed(
                        "broken",
                        AdvisoryKind.FULL,
                        Instant.EPOCH,
                        List.of(() ->
                                new ByteArrayInputStream(
                                        document.getBytes(StandardCharsets.UTF_8))));

        assertThatThrownBy(() -> AdvisorySnapshot.open(cache, broken, "1"))
                .isInstanceOf(IOException.class);
        assertThat(cache.resolve("advisories")).isEmptyDirectory();
    }

    @Test
    void refusesACacheWhosePathWouldBecomeASettingOfTheDatabase() {
        assertThatThrownBy(() ->
                        AdvisorySnapshot.open(
                                cache.resolve("a;INIT=x"), AdvisoryFeed.sample(), "1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("semicolon");
    }
}
