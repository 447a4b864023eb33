package dev.sluice.notifier.report;

import dev.sluice.events.Finding;
import dev.sluice.events.FindingCount;
import dev.sluice.events.MatchedFinding;
import dev.sluice.events.RuleNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the change brings.
 *
 * @param listed most severe first, each fingerprint once
 * @param total as the decision counts, which may be more than are listed
 */
record NewFindings(List<ReportedFinding> listed, int total) {

    static NewFindings of(ReportInput input) {
        Map<String, Standing> standings = new HashMap<>();
        Map<String, ReportedFinding> matched = new LinkedHashMap<>();
        collect(input.decided().rules(), standings, matched);
        Map<String, ReportedFinding> found = new LinkedHashMap<>();
        for (Finding finding : input.findings()) {
            if (ReportedFinding.isNew(finding.baselineState())) {
                String fingerprint = finding.fingerprint();
                Standing standing = standings.getOrDefault(fingerprint, Standing.LISTED);
                found.putIfAbsent(fingerprint, ReportedFinding.of(finding, standing));
            }
        }
        Collection<ReportedFinding> shown =
                input.findings().isEmpty() ? matched.values() : found.values();
        int counted = input.decided().newFindings().stream().mapToInt(FindingCount::count).sum();
        return new NewFindings(
                shown.stream().sorted(ReportedFinding.MOST_SEVERE_FIRST).toList(),
                Math.max(counted, shown.size()));
    }

    private static void collect(
            RuleNode node, Map<String, Standing> standings, Map<String, ReportedFinding> matched) {
        Standing standing =
                switch (node.outcome()) {
                    case FAILED, MISSING, ERROR, UNKNOWN -> Standing.BLOCKS;
                    case WARNED -> Standing.WARNS;
                    case PASSED, OPEN -> Standing.LISTED;
                };
        for (MatchedFinding finding : node.matched()) {
            Standing strictest =
                    standings.merge(
                            finding.fingerprint(),
                            standing,
                            (one, other) -> one.compareTo(other) <= 0 ? one : other);
            if (ReportedFinding.isNew(finding.baselineState())) {
                matched.put(finding.fingerprint(), ReportedFinding.of(finding, strictest));
            }
        }
        node.rules().forEach(rule -> collect(rule, standings, matched));
    }
}
