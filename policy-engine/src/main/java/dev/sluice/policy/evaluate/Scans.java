package dev.sluice.policy.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.Finding;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.wire.FindingsDigest;
import dev.sluice.events.wire.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts the facts about scans together, in whatever order and however often they came. */
final class Scans {

    /** Where a scanner ran more than once and the caller did not choose: the most telling run. */
    private static final Comparator<Scan> MOST_TELLING =
            Comparator.comparingInt(Scans::weight).thenComparing(Scans::json);

    private Scans() {}

    /** One scan per scanner, by name. */
    static List<Scan> of(Collection<? extends ScanFact> facts) {
        var byScanner =
                facts.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ScanFact::scanner,
                                        TreeMap::new,
                                        Collectors.groupingBy(ScanFact::scan)));
        return byScanner.values().stream()
                .map(runs -> runs.values().stream().map(Scans::run).max(MOST_TELLING))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Scan run(List<? extends ScanFact> facts) {
        String scanner = facts.getFirst().scanner();
        return facts.stream()
                .<Scan>mapMulti((fact, scans) -> {
                    switch (fact) {
                        case ScanCompleted end -> scans.accept(completed(end, facts));
                        case ScanFailed end -> scans.accept(new Scan.Failed(scanner, end));
                        case ScanSkipped end -> scans.accept(new Scan.Skipped(scanner, end));
                        case ScanReported _ -> {}
                    }
                })
                .max(MOST_TELLING)
                .orElseGet(() -> new Scan.Running(scanner, "it has not ended"));
    }

    private static Scan completed(ScanCompleted end, Collection<? extends ScanFact> facts) {
        var parts = new TreeMap<Integer, ScanReported>();
        for (ScanFact fact : facts) {
            if (fact instanceof ScanReported part && part.parts() == end.parts()) {
                parts.merge(part.part(), part, (a, b) -> json(a).compareTo(json(b)) < 0 ? b : a);
            }
        }
        if (parts.size() != end.parts()) {
            return new Scan.Running(
                    end.scanner(), parts.size() + " of " + end.parts() + " parts have arrived");
        }
        List<Finding> findings =
                parts.values().stream().flatMap(part -> part.findings().stream()).toList();
        if (findings.size() != end.findings()
                || !FindingsDigest.of(findings).equals(end.digest())) {
            return new Scan.Running(end.scanner(), "its parts do not add up to its result");
        }
        return new Scan.Completed(end.scanner(), end, findings);
    }

    private static int weight(Scan scan) {
        return switch (scan) {
            case Scan.Completed _ -> 3;
            case Scan.Failed _ -> 2;
            case Scan.Skipped _ -> 1;
            case Scan.Running _ -> 0;
        };
    }

    private static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts can always be written", e);
        }
    }
}
