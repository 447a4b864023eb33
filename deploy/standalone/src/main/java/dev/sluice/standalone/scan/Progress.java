package dev.sluice.standalone.scan;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Fact;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanSkipped;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One line that tells somebody at a terminal what is still running; nothing at all where nobody
 * watches.
 */
final class Progress implements Consumer<Fact> {

    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream terminal;
    private final boolean watched;
    private final List<String> running = new ArrayList<>();

    Progress(PrintStream terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
        show("reading the repository");
    }

    @Override
    public void accept(Fact fact) {
        switch (fact) {
            case ChangeDescribed described -> running.addAll(described.plan());
            case ScanCompleted done -> running.remove(done.scanner());
            case ScanFailed failed -> running.remove(failed.scanner());
            case ScanSkipped skipped -> running.remove(skipped.scanner());
            default -> {
                return;
            }
        }
        show("scanning: " + String.join(", ", running));
    }

    private void show(String text) {
        if (watched) {
            terminal.print(CLEAR_LINE + text);
            terminal.flush();
        }
    }

    /** Leaves the line empty. */
    void end() {
        if (watched) {
            terminal.print(CLEAR_LINE);
            terminal.flush();
        }
    }
}
