package dev.sluice.policy.cases;

import dev.sluice.events.Finding;
import dev.sluice.policy.evaluate.Inputs;
import dev.sluice.policy.evaluate.Scan;
import dev.sluice.policy.yaml.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the facts of a case. What it does not mention is as usual: a trusted author's pull request
 * at main, scanned for secrets and dependencies without a finding.
 */
final class FactsReader {

    private static final List<String> USUAL_SCANS = List.of("dependencies", "secrets");

    private FactsReader() {}

    static Inputs read(Section facts, Instant now) {
        ChangeFacts change =
                facts.optionalSection("change")
                        .map(ChangeFacts::read)
                        .orElseGet(ChangeFacts::usual);
        List<Finding> findings = new ArrayList<>();
        for (Section finding : facts.optionalSections("findings", "a finding")) {
            FindingFacts.read(finding, findings.size() + 1).ifPresent(findings::add);
        }
        var scans = new ScanFacts(change.revision(), change.repository(), now);
        List<Scan> ended = new ArrayList<>();
        Set<String> plan = new LinkedHashSet<>();
        for (Section scan : facts.optionalSections("scans", "a scan")) {
            scans.read(scan, findings)
                    .ifPresent(read -> {
                        plan.add(read.scanner());
                        ended.add(read);
                    });
        }
        Set<String> others = new LinkedHashSet<>(facts.has("scans") ? List.of() : USUAL_SCANS);
        findings.forEach(finding -> others.add(finding.scanner()));
        others.stream()
                .filter(plan::add)
                .forEach(scanner -> ended.add(scans.completed(scanner, findings)));
        ended.sort(Comparator.comparing(Scan::scanner));
        return new Inputs(
                change.proposed(),
                change.pushed(),
                change.description(List.copyOf(plan)),
                ended,
                Set.of(),
                DecisionFacts.approvals(facts, change.revision().headSha()),
                DecisionFacts.waivers(facts));
    }
}
