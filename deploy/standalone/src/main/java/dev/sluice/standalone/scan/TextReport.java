package dev.sluice.standalone.scan;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.events.FindingCount;
import dev.sluice.events.Fix;
import dev.sluice.events.Location;
import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.events.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report for people: what is new, worst first; the verdict with what decided it; what was read;
 * and last, what was not checked.
 */
final class TextReport {

    private static final String INDENT = "          ";
    private static final int WIDTH = 100;

    private final ScanReport report;

    TextReport(ScanReport report) {
        this.report = report;
    }

    void write(Appendable out) throws IOException {
        List<String> blocks =
                Stream.of(heading(), findings(), verdict(), coverage(), notChecked())
                        .filter(block -> !block.isEmpty())
                        .toList();
        out.append(String.join("\n\n", blocks)).append('\n');
    }

    private String heading() {
        String compared =
                report.base() == null
                        ? "everything counts as new (compare with --base)"
                        : "compared with " + report.base() + baseline();
        return "%s at %s, %s"
                .formatted(clean(report.repository()), shortSha(report.head()), compared);
    }

    private String baseline() {
        return report.description()
                .map(description -> description.baselineSha())
                .map(sha -> " at " + shortSha(sha))
                .orElse(", with which it shares no history");
    }

    private String findings() {
        return report.findings().stream()
                .filter(finding -> finding.baselineState() == BaselineState.NEW)
                .map(TextReport::finding)
                .collect(Collectors.joining("\n"));
    }

    private static String finding(Finding finding) {
        String first =
                "%-8s  %s  %s"
                        .formatted(
                                lower(finding.severity()),
                                place(finding.location()),
                                finding.ruleId());
        Fix fix = finding.fix();
        String remediation = fix == null ? "" : paragraph("Fix: " + clean(fix.remediation()));
        return first + paragraph(clean(finding.message())) + remediation;
    }

    /** On lines of its own, indented, broken between words. */
    private static String paragraph(String text) {
        var lines = new StringBuilder();
        int column = WIDTH;
        for (String word : text.split(" ", -1)) {
            if (column + 1 + word.length() > WIDTH) {
                lines.append('\n').append(INDENT).append(word);
                column = INDENT.length() + word.length();
            } else {
                lines.append(' ').append(word);
                column += 1 + word.length();
            }
        }
        return lines.toString();
    }

    private static String place(Location location) {
        String line = location.startLine() == 0 ? "" : ":" + location.startLine();
        String commit = location.commit();
        return clean(location.path())
                + line
                + (commit == null ? "" : " (only in commit " + shortSha(commit) + ")");
    }

    private String verdict() {
        var evaluation = report.evaluation();
        String rules =
                deciding(evaluation.rules())
                        .map(rule -> "\n" + INDENT + rule)
                        .collect(Collectors.joining());
        return "%-12s  %s%s"
                .formatted(
                        evaluation.verdict().name(),
                        counts(evaluation.newFindings(), evaluation.knownFindings()),
                        rules.isEmpty() ? "\n" + INDENT + evaluation.reason() : rules);
    }

    /**
     * The rules that made the verdict what it is, the leaves of the tree that did not simply hold.
     */
    private Stream<String> deciding(RuleNode node) {
        if (!node.rules().isEmpty()) {
            return node.rules().stream().flatMap(this::deciding);
        }
        return node.outcome() == RuleOutcome.PASSED
                ? Stream.empty()
                : Stream.of(
                        "%-8s %s: %s"
                                .formatted(
                                        lower(node.outcome()), node.rule(), clean(node.reason())));
    }

    private static String counts(List<FindingCount> newFindings, int known) {
        int total = newFindings.stream().mapToInt(FindingCount::count).sum();
        String kinds =
                newFindings.stream()
                        .map(c -> "%d %s %s".formatted(c.count(), lower(c.severity()), c.scanner()))
                        .collect(Collectors.joining(", "));
        String fresh = total == 0 ? "no new findings" : total + " new: " + kinds;
        return known == 0 ? fresh : fresh + "; " + known + " known before";
    }

    private String coverage() {
        return CoverageLines.of(report).stream()
                .map(TextReport::clean)
                .collect(Collectors.joining("\n"));
    }

    /** Always last, so that nobody takes silence for a clean bill. */
    private String notChecked() {
        return Stream.concat(
                        uncommitted(report.uncommittedFiles()).stream(),
                        report.evaluation().gaps().stream().map(gap -> "Not checked: " + gap))
                .map(TextReport::clean)
                .collect(Collectors.joining("\n"));
    }

    private static Optional<String> uncommitted(OptionalInt files) {
        if (files.isEmpty()) {
            return Optional.of(
                    "The working tree cannot be read: what is not committed was not scanned");
        }
        return switch (files.getAsInt()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("1 uncommitted file not scanned");
            default -> Optional.of(files.getAsInt() + " uncommitted files not scanned");
        };
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String shortSha(String sha) {
        return sha.substring(0, 10);
    }

    /** What comes from a repository must not steer a terminal or fake another line. */
    private static String clean(String text) {
        return text.codePoints()
                .map(c ->
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                                ? '?'
                                : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The verdict alone, for when the report itself goes to a file. */
    static String verdictLine(ScanReport report) {
        Verdict verdict = report.evaluation().verdict();
        return verdict.name() + ": " + report.evaluation().reason();
    }
}
