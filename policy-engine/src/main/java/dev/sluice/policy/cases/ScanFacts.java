package dev.sluice.policy.cases;

import dev.sluice.events.Advisories;
import dev.sluice.events.AdvisoryKind;
import dev.sluice.events.Coverage;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.SkipReason;
import dev.sluice.events.Tool;
import dev.sluice.events.wire.FindingsDigest;
import dev.sluice.policy.evaluate.Scan;
import dev.sluice.policy.yaml.Scalar;
import dev.sluice.policy.yaml.Section;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The scans of a case; one has completed unless it says otherwise. */
record ScanFacts(Revision revision, Repository repository, Instant now) {

    private static final String DIGEST = "0".repeat(64);

    Optional<Scan> read(Section scan, List<Finding> findings) {
        scan.allow("scanner", "outcome", "reason", "gaps", "advisoriesKind", "advisoriesUpdatedAt");
        Optional<String> scanner = scan.value("scanner").map(Scalar::text);
        if (scanner.isEmpty() || scanner.get().isBlank()) {
            return scan.problem("a scan needs scanner");
        }
        String name = scanner.get();
        String outcome = scan.value("outcome").map(Scalar::text).orElse("completed");
        boolean found = findings.stream().anyMatch(finding -> finding.scanner().equals(name));
        if (found && !outcome.equals("completed")) {
            return scan.problemAt("outcome", "scan " + name + " has findings, so it completed");
        }
        return switch (outcome) {
            case "completed" ->
                    Optional.of(
                            completed(name, findings, gaps(scan), advisories(scan).orElse(null)));
            case "failed" -> Optional.of(failed(name, scan));
            case "skipped" -> Optional.of(skipped(name, scan));
            case "running" -> Optional.of(new Scan.Running(name, "it has not ended"));
            default ->
                    scan.problemAt(
                            "outcome",
                            "outcome is completed, failed, skipped or running, not " + outcome);
        };
    }

    Scan completed(String scanner, List<Finding> findings) {
        return completed(
                scanner,
                findings,
                List.of(),
                scanner.equals("dependencies")
                        ? new Advisories(DIGEST, AdvisoryKind.FULL, now)
                        : null);
    }

    private Scan completed(
            String scanner,
            List<Finding> findings,
            List<Gap> gaps,
            @Nullable Advisories advisories) {
        List<Finding> own = findings.stream().filter(f -> f.scanner().equals(scanner)).toList();
        return new Scan.Completed(
                scanner,
                new ScanCompleted(
                        DeterministicId.of("scan", scanner),
                        scanner,
                        revision,
                        repository,
                        new Tool(scanner, "1", DIGEST),
                        own.isEmpty() ? 0 : 1,
                        own.size(),
                        FindingsDigest.of(own),
                        new Coverage(1, 1, gaps),
                        advisories,
                        null,
                        1),
                own);
    }

    private Scan failed(String scanner, Section scan) {
        return new Scan.Failed(
                scanner,
                new ScanFailed(
                        DeterministicId.of("scan", scanner),
                        scanner,
                        revision,
                        repository,
                        scan.value("reason")
                                .flatMap(word -> word.among(ScanFailure.class))
                                .orElse(ScanFailure.INTERNAL),
                        "it did not work",
                        1));
    }

    private Scan skipped(String scanner, Section scan) {
        return new Scan.Skipped(
                scanner,
                new ScanSkipped(
                        DeterministicId.of("scan", scanner),
                        scanner,
                        revision,
                        repository,
                        scan.value("reason")
                                .flatMap(word -> word.among(SkipReason.class))
                                .orElse(SkipReason.NOT_APPLICABLE),
                        "it did not run"));
    }

    private static List<Gap> gaps(Section scan) {
        return scan.values("gaps").stream()
                .flatMap(word -> word.among(GapKind.class).stream())
                .map(kind -> new Gap(kind, "the case says so", 1))
                .toList();
    }

    private Optional<Advisories> advisories(Section scan) {
        Optional<AdvisoryKind> kind =
                scan.value("advisoriesKind").flatMap(word -> word.among(AdvisoryKind.class));
        Optional<Instant> updatedAt = scan.value("advisoriesUpdatedAt").flatMap(Scalar::instant);
        boolean some =
                kind.isPresent()
                        || updatedAt.isPresent()
                        || scan.value("scanner")
                                .map(Scalar::text)
                                .equals(Optional.of("dependencies"));
        return some
                ? Optional.of(
                        new Advisories(
                                DIGEST, kind.orElse(AdvisoryKind.FULL), updatedAt.orElse(now)))
                : Optional.empty();
    }
}
