package dev.sluice.events;

/** How many new findings of one severity one scanner has. */
public record FindingCount(String scanner, Severity severity, int count) {
    public FindingCount {
        Require.text("scanner", scanner);
        Require.present("severity", severity);
        Require.notNegative("count", count);
    }
}
