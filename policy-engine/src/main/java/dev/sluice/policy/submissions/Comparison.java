package dev.sluice.policy.submissions;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Coverage;
import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanReported;
import dev.sluice.events.wire.FindingsDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says of one revision what was handed in for its commit, as a scan of ours would say it. */
final class Comparison {

    private Comparison() {}

    /** What the findings of the head are compared with. */
    sealed interface Baseline {

        /** What the same tool said about the baseline or its nearest ancestor. */
        record Found(List<Finding> findings) implements Baseline {
            public Found {
                findings = List.copyOf(findings);
            }
        }

        /** The revision has no baseline: all of it is new. */
        record Empty() implements Baseline {}

        /**
         * Nobody handed anything in for it.
         *
         * @param looked how many commits were looked at
         */
        record Unknown(String sha, int looked) implements Baseline {}
    }

    static List<ScanFact> of(
            Revision revision, Repository repository, SubmittedResult head, Baseline baseline) {
        return switch (head) {
            case SubmittedResult.Failed failed ->
                    List.of(
                            new ScanFailed(
                                    failed.end().submission().id(),
                                    failed.end().scanner(),
                                    revision,
                                    repository,
                                    failed.end().reason(),
                                    failed.end().message(),
                                    0));
            case SubmittedResult.Completed completed ->
                    facts(revision, repository, completed, baseline);
        };
    }

    private static List<ScanFact> facts(
            Revision revision,
            Repository repository,
            SubmittedResult.Completed head,
            Baseline baseline) {
        List<Finding> findings = compared(head.findings(), baseline);
        int parts = Math.ceilDiv(findings.size(), ScanReported.MAX_FINDINGS);
        var facts = new ArrayList<ScanFact>();
        for (int part = 1; part <= parts; part++) {
            int from = (part - 1) * ScanReported.MAX_FINDINGS;
            int to = Math.min(from + ScanReported.MAX_FINDINGS, findings.size());
            facts.add(
                    new ScanReported(
                            head.end().submission().id(),
                            head.end().scanner(),
                            revision,
                            repository,
                            part,
                            parts,
                            findings.subList(from, to)));
        }
        facts.add(
                new ScanCompleted(
                        head.end().submission().id(),
                        head.end().scanner(),
                        revision,
                        repository,
                        head.end().tool(),
                        parts,
                        findings.size(),
                        FindingsDigest.of(findings),
                        coverage(head, baseline),
                        null,
                        null,
                        0));
        return facts;
    }

    private static List<Finding> compared(List<Finding> head, Baseline baseline) {
        return switch (baseline) {
            case Baseline.Unknown _ -> in(head, _ -> BaselineState.NOT_COMPARED).toList();
            case Baseline.Empty _ -> in(head, _ -> BaselineState.NEW).toList();
            case Baseline.Found(List<Finding> before) -> {
                Set<String> had = fingerprints(before);
                Set<String> has = fingerprints(head);
                yield Stream.concat(
                                in(
                                        head,
                                        finding ->
                                                had.contains(finding.fingerprint())
                                                        ? BaselineState.UNCHANGED
                                                        : BaselineState.NEW),
                                in(
                                        before.stream()
                                                .filter(f -> !has.contains(f.fingerprint()))
                                                .toList(),
                                        _ -> BaselineState.ABSENT))
                        .toList();
            }
        };
    }

    private static Stream<Finding> in(
            List<Finding> findings, Function<Finding, BaselineState> state) {
        return findings.stream().map(finding -> finding.in(state.apply(finding)));
    }

    private static Set<String> fingerprints(List<Finding> findings) {
        return findings.stream().map(Finding::fingerprint).collect(Collectors.toSet());
    }

    /** Where nothing was found there is nothing to compare, so that nothing is missing. */
    private static Coverage coverage(SubmittedResult.Completed head, Baseline baseline) {
        Coverage said = head.end().coverage();
        if (!(baseline instanceof Baseline.Unknown unknown) || head.findings().isEmpty()) {
            return said;
        }
        var gaps = new ArrayList<>(said.gaps());
        gaps.add(
                new Gap(
                        GapKind.NO_BASELINE,
                        "which of its findings are new is not known, because nobody handed in"
                                + " results for "
                                + unknown.sha()
                                + (unknown.looked() == 1
                                        ? ""
                                        : " or the "
                                                + (unknown.looked() - 1)
                                                + " commits before it"),
                        head.findings().size()));
        return new Coverage(said.filesRead(), said.bytesRead(), gaps);
    }
}
