package dev.sluice.scanners.revision;

import dev.sluice.events.Coverage;
import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanReported;
import dev.sluice.events.wire.FindingsDigest;
import dev.sluice.scanners.spi.ScanOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is told of a scan that ran to its end. */
record Report(UUID scan, String scanner, Assignment assignment, List<Gap> gaps) {

    /** The findings in parts, and then their sum. */
    List<ScanFact> of(ScanOutcome.Completed outcome, Duration duration) {
        List<Finding> findings = Baseline.compare(outcome.head(), outcome.baseline());
        List<List<Finding>> parts;
        try {
            parts = Parts.of(findings);
        } catch (Parts.TooLargeException e) {
            return List.of(
                    new ScanFailed(
                            scan,
                            scanner,
                            assignment.revision(),
                            assignment.repository(),
                            ScanFailure.LIMIT,
                            String.valueOf(e.getMessage()),
                            duration.toMillis()));
        }
        var facts = new ArrayList<ScanFact>();
        for (List<Finding> part : parts) {
            facts.add(
                    new ScanReported(
                            scan,
                            scanner,
                            assignment.revision(),
                            assignment.repository(),
                            facts.size() + 1,
                            parts.size(),
                            part));
        }
        facts.add(
                new ScanCompleted(
                        scan,
                        scanner,
                        assignment.revision(),
                        assignment.repository(),
                        outcome.tool(),
                        parts.size(),
                        findings.size(),
                        FindingsDigest.of(findings),
                        withGaps(outcome.coverage()),
                        outcome.advisories(),
                        outcome.dependencies(),
                        duration.toMillis()));
        return facts;
    }

    private Coverage withGaps(Coverage coverage) {
        var all = new ArrayList<>(gaps);
        all.addAll(coverage.gaps());
        return new Coverage(coverage.filesRead(), coverage.bytesRead(), FewGaps.of(all));
    }
}
