package dev.sluice.standalone.scan;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Fact;
import dev.sluice.events.Finding;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanReported;
import dev.sluice.policy.evaluate.Evaluation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a scan of a local repository has to say.
 *
 * @param repository the name of its directory
 * @param head the commit that was scanned
 * @param base what the user asked to compare with; null when everything counts as new
 * @param facts in the order in which they became known
 * @param uncommittedFiles how many files of the working tree were not looked at; empty when the
 *     working tree cannot be read
 */
record ScanReport(
        String repository,
        String head,
        @Nullable String base,
        List<Fact> facts,
        Evaluation evaluation,
        OptionalInt uncommittedFiles) {

    private static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::baselineState)
                    .thenComparing(Finding::severity)
                    .thenComparing(finding -> finding.location().path())
                    .thenComparingInt(finding -> finding.location().startLine())
                    .thenComparing(Finding::ruleId);

    ScanReport {
        facts = List.copyOf(facts);
    }

    /** New ones first, and among those the worst. */
    List<Finding> findings() {
        return of(ScanReported.class)
                .flatMap(part -> part.findings().stream())
                .sorted(WORST_FIRST)
                .toList();
    }

    Optional<ChangeDescribed> description() {
        return of(ChangeDescribed.class).findFirst();
    }

    /** How each scanner ended, by the scanner's name. */
    List<ScanFact> endings() {
        return of(ScanFact.class)
                .filter(fact -> !(fact instanceof ScanReported))
                .sorted(Comparator.comparing(ScanFact::scanner))
                .toList();
    }

    List<ScanCompleted> completed() {
        return endings().stream()
                .filter(ScanCompleted.class::isInstance)
                .map(ScanCompleted.class::cast)
                .toList();
    }

    private <F extends Fact> Stream<F> of(Class<F> type) {
        return facts.stream().filter(type::isInstance).map(type::cast);
    }
}
