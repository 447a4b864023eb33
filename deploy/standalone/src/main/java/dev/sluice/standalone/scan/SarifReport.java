package dev.sluice.standalone.scan;

import dev.sluice.events.Finding;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanSkipped;
import dev.sluice.notifier.sarif.SarifLog;
import dev.sluice.notifier.sarif.ScannerRun;
import dev.sluice.notifier.sarif.ScannerRun.Remark;
import dev.sluice.notifier.sarif.ScannerRun.Weight;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report as SARIF 2.1.0, one run per scanner, with everything that was found. */
final class SarifReport {

    private SarifReport() {}

    static void write(ScanReport report, Appendable out) throws IOException {
        out.append(
                SarifLog.pretty(report.endings().stream().map(end -> run(report, end)).toList()));
    }

    private static ScannerRun run(ScanReport report, ScanFact ending) {
        return switch (ending) {
            case ScanCompleted done ->
                    run(
                            report,
                            ending,
                            done.tool().version(),
                            true,
                            done.coverage().gaps().stream()
                                    .map(gap ->
                                            new Remark(
                                                    Weight.WARNING, "Not checked: " + gap.detail()))
                                    .toList());
            case ScanFailed failed ->
                    run(report, ending, null, false, one(Weight.ERROR, failed.message()));
            case ScanSkipped skipped ->
                    run(report, ending, null, true, one(Weight.NOTE, skipped.message()));
            case ScanReported part ->
                    run(report, ending, null, false, one(Weight.ERROR, part.scanner()));
        };
    }

    private static List<Remark> one(Weight weight, String text) {
        return List.of(new Remark(weight, text));
    }

    private static ScannerRun run(
            ScanReport report,
            ScanFact ending,
            @Nullable String version,
            boolean successful,
            List<Remark> remarks) {
        List<Finding> findings =
                report.findings().stream()
                        .filter(finding -> finding.scanner().equals(ending.scanner()))
                        .toList();
        return new ScannerRun(
                ending.scanner(),
                version,
                ScannerRun.id(ending.scanner(), report.head()),
                successful,
                findings,
                remarks);
    }
}
