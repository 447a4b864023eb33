package dev.sluice.standalone.scan;

import dev.sluice.events.Coverage;
import dev.sluice.events.Gap;
import dev.sluice.events.ScanCompleted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each scanner has read of the head, and what it left out and why, for people. */
final class CoverageLines {

    private CoverageLines() {}

    static List<String> of(ScanReport report) {
        var lines = new ArrayList<String>();
        for (ScanCompleted done : report.completed()) {
            Coverage coverage = done.coverage();
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%s read %,d files, %,d bytes",
                            done.scanner(),
                            coverage.filesRead(),
                            coverage.bytesRead()));
            coverage.gaps().stream().map(CoverageLines::gap).forEach(lines::add);
        }
        return lines;
    }

    private static String gap(Gap gap) {
        String kind = gap.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return String.format(
                Locale.ROOT, "  left out, %s: %,d (%s)", kind, gap.count(), gap.detail());
    }
}
