package dev.sluice.notifier.targets;

import dev.sluice.events.Revision;
import dev.sluice.notifier.text.PlainText;

/** The name of a status: one per base branch for proposals and merge groups, one for all pushes. */
public final class Context {

    /** GitHub takes no longer one. */
    private static final int MAX_LENGTH = 255;

    private Context() {}

    public static String of(String prefix, Revision revision) {
        String suffix = revision.change().isProposed() ? revision.baseRef() : "push";
        return PlainText.cut(PlainText.line(prefix + "/" + suffix), MAX_LENGTH);
    }
}
