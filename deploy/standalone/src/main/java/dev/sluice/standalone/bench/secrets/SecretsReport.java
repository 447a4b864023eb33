package dev.sluice.standalone.bench.secrets;

import java.util.ArrayList;
import java.util.List;

/** What was measured, beside what is asked for, as a table that reads well in a terminal too. */
final class SecretsReport {

    private final List<String> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void figure(String id, String name, String measured, String wanted, boolean enough) {
        row(id, name, measured, wanted, enough ? "pass" : "short");
    }

    void atLeast(String id, String name, Ratio ratio, double wanted) {
        figure(
                id,
                name,
                ratio.toString(),
                "at least %s".formatted(number(wanted)),
                ratio.median() >= wanted);
    }

    void atMost(String id, String name, Ratio ratio, double wanted) {
        figure(
                id,
                name,
                ratio.toString(),
                "at most %s".formatted(number(wanted)),
                ratio.median() <= wanted);
    }

    /** Something that could not be measured here, and why. */
    void absent(String id, String name, String why) {
        row(id, name, why, "", "not measured");
    }

    void information(String name, String measured) {
        row("", name, measured, "", "");
    }

    void note(String line) {
        notes.add(line);
    }

    private void row(String id, String name, String measured, String wanted, String verdict) {
        rows.add(
                "| %-3s| %-58s | %-24s | %-13s | %-5s |"
                        .formatted(id, name, measured, wanted, verdict));
    }

    private static String number(double wanted) {
        return wanted == Math.rint(wanted) ? "%.0f".formatted(wanted) : "%.1f".formatted(wanted);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "| %-3s| %-58s | %-24s | %-13s | %-5s |"
                        .formatted("", "figure", "measured", "asked for", ""));
        lines.add("|---|---|---|---|---|");
        lines.addAll(rows);
        lines.add("");
        lines.addAll(notes);
        return lines;
    }
}
