package dev.sluice.scanners.revision;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares findings by fingerprint. */
public final class Baseline {

    private static final Comparator<Finding> ORDER =
            comparing(Finding::severity)
                    .thenComparing(finding -> finding.location().path())
                    .thenComparingInt(finding -> finding.location().startLine())
                    .thenComparing(Finding::ruleId)
                    .thenComparing(Finding::fingerprint)
                    .thenComparing(comparingInt(finding -> finding.location().startColumn()))
                    .thenComparing(
                            finding -> finding.location().commit(), nullsFirst(naturalOrder()))
                    .thenComparing(Finding::message);

    private Baseline() {}

    /**
     * The findings of the head as new or unchanged, and those only in the baseline as absent; worst
     * first, always in the same order.
     *
     * <p>A finding in a commit on the way counts only where neither tree has it: what the head has
     * is reported there, and what the baseline had is no news.
     */
    public static List<Finding> compare(List<Finding> head, List<Finding> baseline) {
        Set<String> before = fingerprints(baseline.stream());
        Set<String> now = fingerprints(head.stream().filter(Baseline::isInTree));
        Stream<Finding> present =
                head.stream()
                        .filter(finding ->
                                isInTree(finding)
                                        || !(now.contains(finding.fingerprint())
                                                || before.contains(finding.fingerprint())))
                        .map(finding ->
                                finding.in(
                                        before.contains(finding.fingerprint())
                                                ? BaselineState.UNCHANGED
                                                : BaselineState.NEW));
        Stream<Finding> gone =
                baseline.stream()
                        .filter(finding -> !now.contains(finding.fingerprint()))
                        .map(finding -> finding.in(BaselineState.ABSENT));
        return Stream.concat(present, gone).distinct().sorted(ORDER).toList();
    }

    private static boolean isInTree(Finding finding) {
        return finding.location().commit() == null;
    }

    private static Set<String> fingerprints(Stream<Finding> findings) {
        return findings.map(Finding::fingerprint).collect(Collectors.toSet());
    }
}
