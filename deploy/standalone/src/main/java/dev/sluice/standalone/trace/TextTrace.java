package dev.sluice.standalone.trace;

import dev.sluice.standalone.cli.Terminal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line for each step, then how it ends. Times are those of Kafka, in UTC. */
final class TextTrace {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Trace trace;
    private final Terminal terminal;

    TextTrace(Trace trace, Terminal terminal) {
        this.trace = trace;
        this.terminal = terminal;
    }

    void print() {
        terminal.line(terminal.bold("correlation id " + trace.correlationId()));
        Instant before = null;
        LocalDate day = null;
        var seen = new HashSet<UUID>();
        for (Step step : trace.steps()) {
            Instant written = step.place().written();
            LocalDate today = LocalDate.ofInstant(written, ZoneOffset.UTC);
            if (!today.equals(day)) {
                terminal.line(terminal.dim(today + " UTC"));
                day = today;
            }
            terminal.line(line(step, before, isAgain(step, seen)));
            before = written;
        }
        ending();
    }

    /** At least once: a service that starts anew may say the same again. */
    private static boolean isAgain(Step step, Set<UUID> seen) {
        return step instanceof Step.Raised raised && !seen.add(raised.event().id());
    }

    private String line(Step step, @Nullable Instant before, boolean again) {
        Instant written = step.place().written();
        String gap = before == null ? "" : "+" + Gap.between(before, written);
        return "  %s %12s  %-22s %s%s"
                .formatted(
                        TIME.format(written),
                        gap,
                        what(step),
                        Terminal.clean(detail(step)),
                        again ? terminal.dim(" (again)") : "");
    }

    private static String what(Step step) {
        return switch (step) {
            case Step.Accepted _ -> "delivery.accepted";
            case Step.Raised(_, var event) -> event.type().shortName();
            case Step.PutAside _ -> "dead letter";
            case Step.Unreadable _ -> "unreadable";
        };
    }

    private static String detail(Step step) {
        return switch (step) {
            case Step.Accepted(_, var event, var deliveryId) -> event + ", delivery " + deliveryId;
            case Step.Raised(_, var event) -> Phrases.of(event.fact());
            case Step.PutAside(_, var letter) ->
                    "of " + letter.origin().topic() + ": " + letter.failure().reason();
            case Step.Unreadable(var place, var reason) -> "on " + place.topic() + ": " + reason;
        };
    }

    private void ending() {
        Map<String, Course> courses = Course.of(trace);
        if (courses.isEmpty()) {
            terminal.line(
                    terminal.yellow("no event yet")
                            + ": it is ignored, a duplicate, or not translated yet;"
                            + " 'sluice deliveries show "
                            + trace.correlationId()
                            + "' says which");
            return;
        }
        String whole =
                Gap.between(
                        trace.steps().getFirst().place().written(),
                        trace.steps().getLast().place().written());
        courses.forEach((name, course) -> {
            String text = Terminal.clean(course.text());
            terminal.line(
                    "%s %s: %s (%s)"
                            .formatted(
                                    course.ended() ? "end of" : "still open,",
                                    Terminal.clean(name),
                                    course.ended() ? terminal.bold(text) : terminal.yellow(text),
                                    whole));
        });
    }
}
