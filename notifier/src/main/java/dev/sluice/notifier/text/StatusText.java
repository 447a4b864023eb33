package dev.sluice.notifier.text;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.FindingCount;
import dev.sluice.events.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The one line beside a commit, always shorter than 140 characters. */
public final class StatusText {

    /** GitHub refuses 140 UTF-16 code units of description and more. */
    public static final int MAX_LENGTH = 139;

    public static final String PENDING = "Scanning…";
    public static final String CLOSED = "Closed before a verdict";

    private StatusText() {}

    /** What a decision says. */
    public static String of(ChangeDecided decided) {
        return switch (decided.verdict()) {
            case PASS -> withGaps(decided, passed(decided, true), passed(decided, false));
            case FAIL -> withGaps(decided, failed(decided, true), failed(decided, false));
            case INDETERMINATE, UNKNOWN -> shorten(decided.reason());
        };
    }

    /** The end of a revision that never got a verdict because another one took its place. */
    public static String superseded(String bySha) {
        return "Superseded by " + bySha.substring(0, 7);
    }

    /** The end of a revision that never got a verdict because its change aims elsewhere now. */
    public static String retargeted(String base) {
        return shorten("Superseded: now aimed at " + base);
    }

    private static String passed(ChangeDecided decided, boolean detailed) {
        int total = total(decided);
        String known = decided.knownFindings() > 0 ? "; " + decided.knownFindings() + " known" : "";
        if (total == 0) {
            return "No new findings" + known;
        }
        return total + " new, none blocking" + (detailed ? ": " + items(decided) : "");
    }

    private static String failed(ChangeDecided decided, boolean detailed) {
        int total = total(decided);
        if (total == 0) {
            return decided.reason();
        }
        return total + " new" + (detailed ? ": " + items(decided) : "");
    }

    /** A gap that was let pass must not be what the cut takes away: rather the details go. */
    private static String withGaps(ChangeDecided decided, String detailed, String brief) {
        if (decided.gaps().isEmpty()) {
            return shorten(detailed);
        }
        String gaps =
                decided.gaps().stream()
                        .map(gap -> withoutFullStop(PlainText.line(gap)))
                        .collect(Collectors.joining("; ", "; not checked: ", ""));
        String full = PlainText.line(detailed) + gaps;
        return full.length() <= MAX_LENGTH ? full : shorten(PlainText.line(brief) + gaps);
    }

    private static int total(ChangeDecided decided) {
        return decided.newFindings().stream().mapToInt(FindingCount::count).sum();
    }

    private static String items(ChangeDecided decided) {
        List<FindingCount> counts = decided.newFindings();
        return counts.stream()
                .filter(count -> count.count() > 0)
                .map(StatusText::item)
                .collect(Collectors.joining(", "));
    }

    private static String item(FindingCount count) {
        return count.count() + " " + noun(count) + " (" + word(count.severity()) + ")";
    }

    private static String noun(FindingCount count) {
        boolean one = count.count() == 1;
        return switch (count.scanner()) {
            case "secrets" -> one ? "secret" : "secrets";
            case "dependencies" -> one ? "dependency" : "dependencies";
            default -> count.scanner();
        };
    }

    private static String word(Severity severity) {
        return severity == Severity.UNKNOWN
                ? "severity unknown"
                : severity.name().toLowerCase(Locale.ROOT);
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static String shorten(String text) {
        String line = PlainText.line(text);
        return line.isEmpty() ? "No reason was given" : PlainText.cut(line, MAX_LENGTH);
    }
}
