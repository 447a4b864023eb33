package dev.sluice.notifier.report;

import dev.sluice.events.RuleOutcome;
import dev.sluice.events.Severity;
import dev.sluice.events.Verdict;
import java.util.Locale;

/** The words for what has one word. */
final class Phrases {

    private Phrases() {}

    static String of(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✅ Passed";
            case FAIL -> "❌ Failed";
            case INDETERMINATE, UNKNOWN -> "⚠️ Could not be told";
        };
    }

    static String of(RuleOutcome outcome) {
        return switch (outcome) {
            case PASSED -> "✅ passed";
            case WARNED -> "⚠️ warned";
            case FAILED -> "❌ failed";
            case OPEN -> "❔ not checked, let pass";
            case MISSING -> "❓ not checked";
            case ERROR -> "❓ not evaluated";
            case UNKNOWN -> "❓ unknown";
        };
    }

    static String of(Severity severity) {
        return severity == Severity.UNKNOWN ? "unrated" : severity.name().toLowerCase(Locale.ROOT);
    }
}
