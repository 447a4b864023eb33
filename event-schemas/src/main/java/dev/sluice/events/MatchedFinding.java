package dev.sluice.events;

/** A finding as a rule saw it, enough to show it without the scan. */
public record MatchedFinding(
        String fingerprint,
        String scanner,
        String ruleId,
        Severity severity,
        BaselineState baselineState,
        String path,
        int line,
        String message) {
    public MatchedFinding {
        Require.text("matched.fingerprint", fingerprint);
        Require.text("matched.scanner", scanner);
        Require.text("matched.ruleId", ruleId);
        Require.present("matched.severity", severity);
        Require.present("matched.baselineState", baselineState);
        Require.path("matched.path", path);
        Require.text("matched.message", message);
    }
}
