package dev.sluice.notifier.report;

import dev.sluice.notifier.report.Annotation.Level;
import dev.sluice.notifier.text.PlainText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes annotations of the findings that have a place in the head. */
final class Annotations {

    private static final int MAX_MESSAGE = 4_000;

    private Annotations() {}

    static List<Annotation> of(List<ReportedFinding> findings) {
        return findings.stream()
                .filter(ReportedFinding::hasLine)
                .filter(finding -> isShowable(finding.path()))
                .map(Annotations::annotation)
                .toList();
    }

    /**
     * Whether GitHub can be given the path as it is. One with invisible characters, or one that
     * leads out of the repository, is only in the list, where it is escaped.
     */
    static boolean isShowable(String path) {
        return path.equals(PlainText.line(path))
                && path.length() <= 1_000
                && !path.startsWith("/")
                && !path.matches("(?:.*/)?\\.\\.?(?:/.*)?");
    }

    private static Annotation annotation(ReportedFinding finding) {
        String title =
                Phrases.of(finding.severity())
                        + " · "
                        + PlainText.line(finding.scanner())
                        + " · "
                        + PlainText.line(finding.ruleId());
        return new Annotation(
                finding.path(),
                finding.line(),
                finding.line(),
                level(finding),
                PlainText.shorten(title, Annotation.MAX_TITLE),
                message(finding));
    }

    private static String message(ReportedFinding finding) {
        String message = plain(finding.message());
        @Nullable String remediation = finding.remediation();
        return remediation == null ? message : message + "\n\n" + plain(remediation);
    }

    private static String plain(String text) {
        String line = PlainText.shorten(PlainText.line(text), MAX_MESSAGE);
        return line.isEmpty() ? "(empty)" : line;
    }

    private static Level level(ReportedFinding finding) {
        return switch (finding.standing()) {
            case BLOCKS -> Level.FAILURE;
            case WARNS -> Level.WARNING;
            case LISTED ->
                    switch (finding.severity()) {
                        case CRITICAL, HIGH -> Level.FAILURE;
                        case MEDIUM, UNKNOWN -> Level.WARNING;
                        case LOW, INFO -> Level.NOTICE;
                    };
        };
    }
}
