package dev.sluice.scanners.spi;

import dev.sluice.events.Advisories;
import dev.sluice.events.Coverage;
import dev.sluice.events.DependencyCounts;
import dev.sluice.events.Finding;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.SkipReason;
import dev.sluice.events.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a scan ended. Having found nothing, having failed and not having run are three different
 * things.
 */
public sealed interface ScanOutcome {

    /**
     * It ran to its end.
     *
     * @param head findings in the head and in the commits of the range; their {@code baselineState}
     *     is not looked at
     * @param baseline findings in the baseline, empty without one
     * @param coverage of the head
     * @param advisories null for scanners that use none
     * @param dependencies null for scanners that look at none
     */
    record Completed(
            Tool tool,
            List<Finding> head,
            List<Finding> baseline,
            Coverage coverage,
            @Nullable Advisories advisories,
            @Nullable DependencyCounts dependencies)
            implements ScanOutcome {
        public Completed {
            head = List.copyOf(head);
            baseline = List.copyOf(baseline);
        }
    }

    /**
     * It could not run to its end; the message is one line for people, without content of the
     * repository.
     */
    record Failed(ScanFailure reason, String message) implements ScanOutcome {}

    /** There was nothing for it to do, or it may not run here. */
    record Skipped(SkipReason reason, String message) implements ScanOutcome {}
}
