package dev.sluice.scanners.secrets;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what was not checked, in an order that does not depend on that of the files. */
final class Gaps {

    private final Map<GapKind, Map<String, Long>> counts = new EnumMap<>(GapKind.class);

    void add(FileReport report, ScanLimits limits) {
        if (report.more() > 0) {
            add(
                    GapKind.LIMIT,
                    "secrets that are not listed; %d a file and %d a scan are"
                            .formatted(limits.sightingsPerFile(), limits.sightingsPerScan()),
                    report.more());
        }
        for (String rule : report.stopped()) {
            add(GapKind.LIMIT, "files in which rule " + rule + " took too many steps", 1);
        }
        GapKind unopened = report.unopened();
        if (unopened != null) {
            add(unopened, detail(unopened, limits), 1);
        }
    }

    private static String detail(GapKind kind, ScanLimits limits) {
        return switch (kind) {
            case SIZE -> "files larger than %d bytes".formatted(limits.fileBytes());
            case ARCHIVE -> "archives that were not opened";
            case LIMIT -> "files with more encoded text than is decoded";
            case LFS -> "Git LFS pointers, whose content is elsewhere";
            default -> throw new IllegalArgumentException("no file is left out for " + kind);
        };
    }

    private void add(GapKind kind, String detail, long count) {
        counts.computeIfAbsent(kind, k -> new TreeMap<>()).merge(detail, count, Long::sum);
    }

    List<Gap> list() {
        var gaps = new ArrayList<Gap>();
        counts.forEach((kind, details) ->
                details.forEach((detail, count) -> gaps.add(new Gap(kind, detail, count))));
        return gaps;
    }
}
