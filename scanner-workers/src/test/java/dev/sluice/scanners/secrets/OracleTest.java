package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine against the slow way, in which every expression sees the whole content. */
class OracleTest {

    private static final Engine ENGINE = Fixtures.engine();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void findsExactlyWhatEveryRuleOverTheWholeContentFinds(long seed) {
        for (byte[] content : SeededFiles.of(SecretRules.bundled(), seed, 20)) {
            FileReport report = ENGINE.scan(content);

            assertThat(report).isEqualTo(ENGINE.scanWithoutKeywords(content));
            assertThat(report.stopped()).isEmpty();
        }
    }

    @Test
    void corpusIsWorthComparing() {
        var ids =
                SeededFiles.of(SecretRules.bundled(), 1, 200).stream()
                        .flatMap(content -> ENGINE.scan(content).sightings().stream())
                        .map(sighting -> sighting.rule().id())
                        .distinct();

        assertThat(ids).hasSize(SecretRules.bundled().list().size());
    }

    @Test
    void thirtyTwoThreadsFindWhatOneFinds() throws Exception {
        List<byte[]> contents = SeededFiles.of(SecretRules.bundled(), 11, 20);
        List<FileReport> expected = contents.stream().map(ENGINE::scan).toList();
        Callable<List<FileReport>> scan = () -> contents.stream().map(ENGINE::scan).toList();

        try (var threads = Executors.newFixedThreadPool(32)) {
            var results = threads.invokeAll(IntStream.range(0, 32).mapToObj(i -> scan).toList());

            for (var result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }
}
