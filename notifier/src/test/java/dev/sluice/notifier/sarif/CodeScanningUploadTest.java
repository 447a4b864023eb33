package dev.sluice.notifier.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.events.Severity;
import dev.sluice.notifier.report.Shapes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CodeScanningUploadTest {

    @Test
    void sendsTheMostSevereOfTooManyAndSaysSo() throws IOException {
        CodeScanningUpload upload =
                CodeScanningUpload.of(
                        List.of(Logs.run("lint", lint(5_001)), Logs.run("other", lint(3))));

        assertThat(upload.results()).isEqualTo(5_003);
        assertThat(upload.left()).isEqualTo(1);
        assertThat(upload.sarif()).contains("The 5000 most severe of 5001 results");
        assertThat(
                        Logs.json(upload.sarif())
                                .path("runs")
                                .path(0)
                                .path("results")
                                .path(0)
                                .path("ruleId")
                                .asText())
                .isEqualTo("CRITICAL");
        assertThat(Logs.problems(upload.sarif())).isEmpty();
    }

    @Test
    void halvesUntilItFits() throws IOException {
        List<ScannerRun> runs = List.of(Logs.run("lint", lint(5_000)));
        int whole = CodeScanningUpload.compressed(CodeScanningUpload.of(runs).sarif()).length;

        CodeScanningUpload upload = CodeScanningUpload.of(runs, whole / 3);

        assertThat(CodeScanningUpload.compressed(upload.sarif()).length)
                .isLessThanOrEqualTo(whole / 3);
        assertThat(upload.results()).isIn(2_500, 1_250, 625);
        assertThat(upload.left()).isEqualTo(5_000 - upload.results());
        assertThat(upload.sarif()).contains("most severe of 5000 results");
        try (var gzip =
                new GZIPInputStream(
                        new ByteArrayInputStream(CodeScanningUpload.compressed(upload.sarif())))) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(upload.sarif());
        }
    }

    @Test
    void sendsNoMoreRunsThanAreTaken() throws IOException {
        List<ScannerRun> runs = Collections.nCopies(21, Logs.run("lint", lint(2)));

        CodeScanningUpload upload = CodeScanningUpload.of(runs);

        assertThat(Logs.json(upload.sarif()).path("runs")).hasSize(20);
        assertThat(upload.left()).isEqualTo(2);
    }

    @Test
    void alertsOnlyOnWhatIsInTheHead() {
        Finding gone = lint(1)[0].in(BaselineState.ABSENT);
        Finding old = Shapes.secret("a.env", 1, "c".repeat(40), "r", "AWS", "");

        assertThat(CodeScanningUpload.of(List.of(Logs.run("lint", gone, old))).results()).isZero();
    }

    private static Finding[] lint(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Severity severity = Severity.values()[i % 5];
                    return Shapes.finding(
                            "lint",
                            severity.name(),
                            severity,
                            "src/" + i % 100,
                            i + 1,
                            null,
                            "message " + i * 7919L,
                            null,
                            null);
                })
                .toArray(Finding[]::new);
    }
}
