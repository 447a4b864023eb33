package dev.sluice.standalone.demo;

import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Event;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.Severity;
import dev.sluice.events.Verdict;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.trace.Phrases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells one change to a person: a line for each event, and at the end what came of it. */
final class Story {

    private static final Duration QUIET = Duration.ofMillis(1500);

    private final Terminal terminal;
    private final Map<String, List<Finding>> findings = new TreeMap<>();
    private final Set<String> running = new TreeSet<>();
    private long sent;
    private long lastHeard = System.nanoTime();
    private @Nullable ChangeDecided decision;
    private boolean published;

    Story(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The webhook was sent at this time and has been accepted now. */
    void begin(long sentMillis) {
        sent = sentMillis;
        long answered = System.currentTimeMillis() - sent;
        line(
                sent,
                "the forge",
                "webhook",
                "signed; stored and answered 202 in " + answered + " ms");
    }

    /** Tells an event that was written at this time. */
    void tell(Event<?> event, long writtenMillis) {
        lastHeard = System.nanoTime();
        line(
                writtenMillis,
                event.source().source().substring("/sluice/".length()),
                event.type().shortName(),
                Terminal.clean(Phrases.of(event.fact())));
        switch (event.fact()) {
            case ChangeDescribed described -> running.addAll(described.plan());
            case ScanReported part ->
                    findings.computeIfAbsent(part.scanner(), _ -> new ArrayList<>())
                            .addAll(part.findings());
            case ScanCompleted completed -> running.remove(completed.scanner());
            case ScanFailed failed -> running.remove(failed.scanner());
            case ScanSkipped skipped -> running.remove(skipped.scanner());
            case ChangeDecided decided -> decision = decided;
            case PublicationDelivered delivered -> published |= delivered.sequence() > 0;
            default -> {}
        }
    }

    /**
     * Whether all scanners have ended, a verdict has been written to the forge and nothing has
     * followed it for a while: a rule that fails for good decides before the last scanner has
     * ended, and the engine decides again when it has.
     */
    boolean isOver() {
        return published
                && decision != null
                && running.isEmpty()
                && System.nanoTime() - lastHeard > QUIET.toNanos();
    }

    private void line(long millis, String who, String what, String phrase) {
        terminal.line("  %s  %-15s  %-21s  %s".formatted(offset(millis), who, what, phrase));
    }

    private String offset(long millis) {
        return terminal.dim("+%6.3f s".formatted(Math.max(0, millis - sent) / 1000.0));
    }

    /** The verdict, what decided it, and the findings; then a heading for what the forge got. */
    void conclude() {
        ChangeDecided decided = decided();
        terminal.line();
        terminal.line(verdict(decided.verdict()) + "  " + Terminal.clean(decided.reason()));
        findings(BaselineState.NEW)
                .sorted(Comparator.comparing(Finding::severity))
                .forEach(this::finding);
        long known = findings(BaselineState.UNCHANGED).count();
        if (known > 0) {
            terminal.line();
            terminal.line(
                    "  %d known on the target branch already: not this change's doing, so it blocks nothing"
                            .formatted(known));
        }
        terminal.line();
        terminal.line(terminal.bold("Written to the forge (a built-in double of GitHub)"));
    }

    private Stream<Finding> findings(BaselineState state) {
        return findings.values().stream()
                .flatMap(List::stream)
                .filter(finding -> finding.baselineState() == state);
    }

    private void finding(Finding finding) {
        terminal.line();
        terminal.line(
                "  %s  %s:%d  %s"
                        .formatted(
                                severity(finding.severity()),
                                Terminal.clean(finding.location().path()),
                                finding.location().startLine(),
                                finding.ruleId()));
        terminal.line("            " + Terminal.clean(finding.message()));
        Fix fix = finding.fix();
        if (fix != null) {
            terminal.line("            Fix: " + Terminal.clean(fix.remediation()));
        }
    }

    /** Always last, so that nobody takes silence for a clean bill. */
    void notChecked() {
        terminal.line();
        decided().gaps().forEach(gap -> terminal.line("Not checked: " + Terminal.clean(gap)));
    }

    private ChangeDecided decided() {
        if (decision == null) {
            throw new IllegalStateException("there is no decision yet");
        }
        return decision;
    }

    private String verdict(Verdict verdict) {
        return switch (verdict) {
            case PASS -> terminal.bold(terminal.green("PASS"));
            case FAIL -> terminal.bold(terminal.red("FAIL"));
            case INDETERMINATE, UNKNOWN -> terminal.bold(terminal.yellow("INDETERMINATE"));
        };
    }

    private String severity(Severity severity) {
        String word = "%-8s".formatted(severity.name().toLowerCase(Locale.ROOT));
        return switch (severity) {
            case CRITICAL, HIGH -> terminal.red(word);
            case MEDIUM -> terminal.yellow(word);
            case LOW, INFO, UNKNOWN -> word;
        };
    }
}
