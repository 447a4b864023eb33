package dev.sluice.standalone.trace;

import java.io.PrintWriter;
import java.util.Locale;

/** One line that tells somebody at a terminal how far the reading is; nothing elsewhere. */
final class Progress {

    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter terminal;
    private final boolean watched;

    Progress(PrintWriter terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
    }

    void looked(long records, long all) {
        show(String.format(Locale.ROOT, "reading: %,d of %,d records", records, all));
    }

    void end() {
        show("");
    }

    private void show(String text) {
        if (watched) {
            terminal.print(CLEAR_LINE + text);
            terminal.flush();
        }
    }
}
