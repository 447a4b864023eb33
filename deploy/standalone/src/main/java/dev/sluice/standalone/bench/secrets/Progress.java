package dev.sluice.standalone.bench.secrets;

import java.io.PrintStream;

/** One line that says what is going on; nothing at all where nobody watches. */
final class Progress {

    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream terminal;
    private final boolean watched;

    Progress(PrintStream terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
    }

    void show(String what) {
        if (watched) {
            terminal.print(CLEAR_LINE + what);
            terminal.flush();
        }
    }

    void show(String what, long done, long all) {
        if (done % Math.max(1, all / 100) == 0) {
            show("%s: %d of %d".formatted(what, done, all));
        }
    }

    /** Leaves the line empty. */
    void end() {
        show("");
    }
}
