package dev.sluice.notifier.github;

import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.report.Annotation;
import dev.sluice.notifier.report.CheckReport;
import dev.sluice.notifier.report.CheckText;
import dev.sluice.notifier.report.ReportInput;
import dev.sluice.notifier.targets.Signal;
import dev.sluice.notifier.verdict.Shown;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a check run shows.
 *
 * @param revision what a re-run asks for, so another revision is another content
 * @param url absent when no public address is configured
 * @param text absent without a decision
 * @param annotations all of them; a request carries {@value #PER_REQUEST}
 */
record CheckBody(
        UUID revision,
        boolean isDecided,
        Signal signal,
        @Nullable String url,
        String title,
        String summary,
        @Nullable String text,
        List<Annotation> annotations) {

    static final int PER_REQUEST = 50;

    /** The marks of a content without annotations. */
    static final String UNMARKED = "-";

    private static final int MARKS_LENGTH = 16;

    static CheckBody of(Shown shown, Supplier<Optional<ReportInput>> report) {
        CheckReport texts =
                (shown.sequence() == 0 ? Optional.<ReportInput>empty() : report.get())
                        .filter(input -> input.decided().sequence() == shown.sequence())
                        .map(CheckText::of)
                        .orElseGet(() -> CheckText.undecided(shown.text(), shown.url()));
        return new CheckBody(
                shown.revision(),
                shown.sequence() > 0,
                shown.signal(),
                shown.url(),
                texts.title(),
                texts.summary(),
                texts.text(),
                texts.annotations());
    }

    /**
     * GitHub's conclusion, or its status while there is none. A verdict that cannot be told is
     * never {@code neutral}, {@code skipped} or {@code stale}: GitHub counts the first two as
     * satisfied, and the last is GitHub's own.
     */
    static String word(Signal signal) {
        return switch (signal) {
            case PENDING -> "in_progress";
            case PASS -> "success";
            case INDETERMINATE -> "action_required";
            case FAIL -> "failure";
        };
    }

    /** A digest over the annotations; {@link #UNMARKED} when there are none. */
    String marks() {
        return annotations.isEmpty()
                ? UNMARKED
                : Content.digest(Bodies.write(annotations)).substring(0, MARKS_LENGTH);
    }

    List<Annotation> firstAnnotations() {
        return annotations.subList(0, Math.min(PER_REQUEST, annotations.size()));
    }
}
