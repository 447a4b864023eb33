package dev.sluice.notifier.sarif;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.notifier.sarif.ScannerRun.Remark;
import dev.sluice.notifier.sarif.ScannerRun.Weight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A log within what GitHub's code scanning takes.
 *
 * @param sarif the log
 * @param results how many it has
 * @param left how many are left out
 */
public record CodeScanningUpload(String sarif, int results, int left) {

    /** Of a run; GitHub takes 25,000 results and keeps as many as this. */
    public static final int MAX_RESULTS = 5_000;

    public static final int MAX_RUNS = 20;

    /** Of the compressed log. */
    public static final int MAX_BYTES = 10 * 1024 * 1024;

    private static final Comparator<Finding> MOST_SEVERE_FIRST =
            Comparator.comparing(Finding::severity)
                    .thenComparing(Comparator.comparingDouble(Rules::score).reversed())
                    .thenComparing(finding -> finding.location().path())
                    .thenComparingInt(finding -> finding.location().startLine())
                    .thenComparing(Finding::fingerprint);

    /**
     * The most severe results that fit, with a remark in each run that leaves out some. What is
     * only in history or gone from the head is no alert.
     */
    public static CodeScanningUpload of(List<ScannerRun> runs) {
        return of(runs, MAX_BYTES);
    }

    static CodeScanningUpload of(List<ScannerRun> runs, int maxBytes) {
        List<ScannerRun> first = runs.stream().limit(MAX_RUNS).toList();
        int all = runs.stream().mapToInt(run -> inHead(run).size()).sum();
        int most = MAX_RESULTS;
        while (true) {
            int limit = most;
            List<ScannerRun> limited = first.stream().map(run -> limited(run, limit)).toList();
            String sarif = SarifLog.compact(limited);
            if (most == 0 || gzip(sarif).length <= maxBytes) {
                int sent = limited.stream().mapToInt(run -> run.findings().size()).sum();
                return new CodeScanningUpload(sarif, sent, all - sent);
            }
            most /= 2;
        }
    }

    /** A log as GitHub wants it, before it becomes Base64. */
    public static byte[] compressed(String sarif) {
        return gzip(sarif);
    }

    private static ScannerRun limited(ScannerRun run, int most) {
        List<Finding> all = inHead(run);
        List<Finding> kept = all.stream().sorted(MOST_SEVERE_FIRST).limit(most).toList();
        var remarks = new ArrayList<>(run.remarks());
        if (kept.size() < all.size()) {
            remarks.add(
                    new Remark(
                            Weight.WARNING,
                            "The %d most severe of %d results are here; code scanning keeps no more."
                                    .formatted(kept.size(), all.size())));
        }
        return new ScannerRun(
                run.scanner(), run.version(), run.id(), run.successful(), kept, remarks);
    }

    private static List<Finding> inHead(ScannerRun run) {
        return run.findings().stream()
                .filter(finding -> finding.location().commit() == null)
                .filter(finding -> finding.baselineState() != BaselineState.ABSENT)
                .toList();
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
