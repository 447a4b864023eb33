package dev.sluice.scanners.results;

import dev.sluice.events.Coverage;
import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.scanners.spi.RangeCommit;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Scanner;
import dev.sluice.scanners.spi.Tree;
import dev.sluice.scanners.spi.TreeFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Has another scanner look at each tree by itself, and only at trees whose result is not known. The
 * commits of the range are looked at each time, but for what the trees have: that was seen there.
 */
public final class RememberingScanner implements Scanner {

    private final Scanner scanner;
    private final ResultStore results;

    public RememberingScanner(Scanner scanner, ResultStore results) {
        this.scanner = scanner;
        this.results = results;
    }

    @Override
    public String name() {
        return scanner.name();
    }

    @Override
    public String ruleDigest() {
        return scanner.ruleDigest();
    }

    @Override
    public String snapshotDigest() {
        return scanner.snapshotDigest();
    }

    @Override
    public boolean concerns(TreeFile file) {
        return scanner.concerns(file);
    }

    @Override
    public ScanOutcome scan(ScanInput input) throws InterruptedException {
        return switch (scan(input.head())) {
            case ScanOutcome.Completed head -> withBaseline(head, input);
            case ScanOutcome.Failed failed -> failed;
            // It may be the baseline alone that holds something for it.
            case ScanOutcome.Skipped _ -> scanner.scan(input);
        };
    }

    private ScanOutcome withBaseline(ScanOutcome.Completed head, ScanInput input)
            throws InterruptedException {
        if (input.baseline() == null) {
            return withCommits(head, List.of(), input);
        }
        return switch (scan(input.baseline())) {
            case ScanOutcome.Completed baseline -> withCommits(head, baseline.head(), input);
            case ScanOutcome.Failed failed -> failed;
            case ScanOutcome.Skipped _ -> withCommits(head, List.of(), input);
        };
    }

    private ScanOutcome withCommits(
            ScanOutcome.Completed head, List<Finding> baseline, ScanInput input)
            throws InterruptedException {
        if (input.commits().isEmpty()) {
            return outcome(head, List.of(), baseline, List.of());
        }
        return switch (scanner.scan(new ScanInput(new NoFiles(), null, unseen(input)))) {
            case ScanOutcome.Completed commits ->
                    outcome(head, commits.head(), baseline, commits.coverage().gaps());
            case ScanOutcome.Failed failed -> failed;
            case ScanOutcome.Skipped _ -> outcome(head, List.of(), baseline, List.of());
        };
    }

    private static ScanOutcome outcome(
            ScanOutcome.Completed head,
            List<Finding> commits,
            List<Finding> baseline,
            List<Gap> gaps) {
        var findings = new ArrayList<>(head.head());
        findings.addAll(commits);
        var allGaps = new ArrayList<>(head.coverage().gaps());
        allGaps.addAll(gaps);
        return new ScanOutcome.Completed(
                head.tool(),
                findings,
                baseline,
                new Coverage(head.coverage().filesRead(), head.coverage().bytesRead(), allGaps),
                head.advisories(),
                head.dependencies());
    }

    private ScanOutcome scan(Tree tree) throws InterruptedException {
        TreeKey key = TreeKey.of(scanner, tree);
        var known = results.get(key);
        if (known.isPresent()) {
            return known.get();
        }
        ScanOutcome outcome = scanner.scan(new ScanInput(tree, null, List.of()));
        // Rules or data may have become others meanwhile.
        if (outcome instanceof ScanOutcome.Completed completed
                && key.equals(TreeKey.of(scanner, tree))) {
            results.put(key, completed);
        }
        return outcome;
    }

    private static List<RangeCommit> unseen(ScanInput input) {
        Set<String> seen = new HashSet<>();
        input.head().files().forEach(file -> seen.add(file.blob()));
        if (input.baseline() != null) {
            input.baseline().files().forEach(file -> seen.add(file.blob()));
        }
        return input.commits().stream()
                .map(commit ->
                        new RangeCommit(
                                commit.sha(),
                                commit.message(),
                                commit.files().stream()
                                        .filter(file -> !seen.contains(file.blob()))
                                        .toList()))
                .toList();
    }

    /** In place of trees that were looked at by themselves. */
    private record NoFiles() implements Tree {
        @Override
        public String sha() {
            return "4b825dc642cb6eb9a060e54bf8d69288fbee4904"; // git's name for an empty tree
        }

        @Override
        public List<TreeFile> files() {
            return List.of();
        }
    }
}
