package dev.sluice.policy.evaluate;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a scan owes: a result, or a part of it.
 *
 * @param accepted whether the operator lets it pass
 */
record Shortfall(String sentence, boolean accepted) {

    /** What these scans owe. */
    static List<Shortfall> of(Inputs inputs, Collection<String> scanners) {
        return scanners.stream().flatMap(scanner -> of(inputs, scanner).stream()).toList();
    }

    private static List<Shortfall> of(Inputs inputs, String scanner) {
        Optional<Scan> scan = inputs.scan(scanner);
        if (scan.isEmpty()) {
            return inputs.expects(scanner)
                    ? refused("scan " + scanner + " has not ended")
                    : refused("scan " + scanner + " is not part of the plan");
        }
        return switch (scan.get()) {
            case Scan.Completed completed -> gaps(inputs, completed);
            case Scan.Failed failed ->
                    refused(
                            "scan %s failed (%s): %s"
                                    .formatted(
                                            scanner,
                                            Words.of(failed.end().reason()),
                                            failed.end().message()));
            case Scan.Skipped skipped -> skipped(skipped);
            case Scan.Running running ->
                    refused("scan " + scanner + " has not ended: " + running.detail());
        };
    }

    /** What kept the change from being described; only asked when it is not. */
    static String ofDescription(Inputs inputs) {
        Optional<Scan> step = inputs.scan(ChangeDescribed.STEP);
        if (step.isEmpty()) {
            return "the change has not been described";
        }
        return switch (step.get()) {
            case Scan.Failed failed ->
                    "the change could not be described (%s): %s"
                            .formatted(Words.of(failed.end().reason()), failed.end().message());
            case Scan.Skipped skipped ->
                    "the change was not described (%s): %s"
                            .formatted(Words.of(skipped.end().reason()), skipped.end().message());
            case Scan.Completed _, Scan.Running _ -> "the change has not been described";
        };
    }

    private static List<Shortfall> skipped(Scan.Skipped skipped) {
        return switch (skipped.end().reason()) {
            case NOT_APPLICABLE -> List.of();
            case UNTRUSTED, UNAVAILABLE, SUPERSEDED, UNKNOWN ->
                    refused(
                            "scan %s was skipped (%s): %s"
                                    .formatted(
                                            skipped.scanner(),
                                            Words.of(skipped.end().reason()),
                                            skipped.end().message()));
        };
    }

    private static List<Shortfall> gaps(Inputs inputs, Scan.Completed completed) {
        Map<GapKind, List<Gap>> byKind = new EnumMap<>(GapKind.class);
        for (Gap gap : completed.end().coverage().gaps()) {
            if (gap.kind().voidsResult()) {
                byKind.computeIfAbsent(gap.kind(), _ -> new ArrayList<>()).add(gap);
            }
        }
        List<Shortfall> shortfalls = new ArrayList<>();
        byKind.forEach((kind, gaps) ->
                shortfalls.add(
                        new Shortfall(
                                "scan " + completed.scanner() + ": " + sentence(gaps),
                                inputs.openGaps().contains(kind))));
        return shortfalls;
    }

    private static String sentence(List<Gap> gaps) {
        Gap first = gaps.getFirst();
        if (first.kind() == GapKind.SAMPLE_ADVISORIES) {
            return "advisory data is the bundled sample";
        }
        return gaps.size() == 1
                ? first.detail()
                : first.detail() + ", and " + (gaps.size() - 1) + " more like it";
    }

    private static List<Shortfall> refused(String sentence) {
        return List.of(new Shortfall(sentence, false));
    }
}
