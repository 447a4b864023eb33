package dev.sluice.standalone.bench.secrets;

import dev.sluice.scanners.secrets.Workbench;
import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recall and precision on labelled files, in all and for each rule. What is found on lines without
 * a label says nothing about either, and is only counted.
 */
final class Labelled {

    /** The row of lines that hold a secret of which no rule knows. */
    static final String MISSED = "(missed)";

    private final Map<String, Score> byRule = new TreeMap<>();
    private int secrets;
    private int foundSecrets;
    private int unlabelled;

    private static final class Score {
        private int right;
        private int wrong;
        private int missed;
    }

    /**
     * Searches the files that labels name.
     *
     * @param labels a file; the files it names are looked for beside it
     */
    static Labelled measure(Workbench workbench, Path labels, Progress progress)
            throws IOException {
        Map<String, List<Label>> byFile = new LinkedHashMap<>();
        for (Label label : LabelReader.read(labels)) {
            byFile.computeIfAbsent(label.file(), f -> new ArrayList<>()).add(label);
        }
        if (byFile.isEmpty()) {
            throw Refusal.usage(labels + " holds no labels");
        }
        var measured = new Labelled();
        Path beside = labels.toAbsolutePath().normalize().getParent();
        int done = 0;
        for (var entry : byFile.entrySet()) {
            Path file = beside == null ? Path.of(entry.getKey()) : beside.resolve(entry.getKey());
            if (!Files.isRegularFile(file)) {
                throw Refusal.usage("%s names %s, which is no file".formatted(labels, file));
            }
            measured.add(entry.getValue(), workbench.scan(Files.readAllBytes(file)));
            progress.show("labelled files", ++done, byFile.size());
        }
        return measured;
    }

    void add(List<Label> labels, List<Workbench.Seen> seen) {
        Map<Integer, List<String>> rulesByLine = new HashMap<>();
        seen.forEach(
                s -> rulesByLine.computeIfAbsent(s.line(), l -> new ArrayList<>()).add(s.rule()));
        for (Label label : labels) {
            List<String> rules = rulesByLine.getOrDefault(label.line(), List.of());
            boolean found = false;
            for (String rule : rules.stream().distinct().toList()) {
                boolean right = label.accepts(rule);
                found |= right;
                Score score = score(rule);
                score.right += right ? 1 : 0;
                score.wrong += right ? 0 : 1;
            }
            if (label.isSecret()) {
                secrets++;
                foundSecrets += found ? 1 : 0;
                if (!found) {
                    score(label.accepts("") ? MISSED : label.expected()).missed++;
                }
            }
        }
        labels.forEach(label -> rulesByLine.remove(label.line()));
        unlabelled += rulesByLine.values().stream().mapToInt(List::size).sum();
    }

    private Score score(String rule) {
        return byRule.computeIfAbsent(rule, r -> new Score());
    }

    /** Secrets that were found, of all there are. */
    double recall() {
        return share(foundSecrets, secrets);
    }

    /** Findings that are right, of those on lines with a label. */
    double precision() {
        int right = byRule.values().stream().mapToInt(score -> score.right).sum();
        int wrong = byRule.values().stream().mapToInt(score -> score.wrong).sum();
        return share(right, right + wrong);
    }

    private static double share(int part, int all) {
        return all == 0 ? 1 : (double) part / all;
    }

    List<String> table() {
        var lines = new ArrayList<String>();
        lines.add("| rule | right | wrong | missed | precision |");
        lines.add("|---|---|---|---|---|");
        byRule.forEach((rule, score) ->
                lines.add(
                        "| %s | %d | %d | %d | %s |"
                                .formatted(
                                        rule,
                                        score.right,
                                        score.wrong,
                                        score.missed,
                                        score.right + score.wrong == 0
                                                ? ""
                                                : "%.2f"
                                                        .formatted(
                                                                share(
                                                                        score.right,
                                                                        score.right
                                                                                + score.wrong)))));
        lines.add("");
        lines.add(
                "%d secrets on labelled lines; %d findings on lines without a label"
                        .formatted(secrets, unlabelled));
        return lines;
    }
}
