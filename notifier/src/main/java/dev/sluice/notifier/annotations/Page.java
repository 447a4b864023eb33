package dev.sluice.notifier.annotations;

import dev.sluice.notifier.publishing.Content;
import org.jspecify.annotations.Nullable;

/**
 * One page of the annotations of a verdict.
 *
 * @param verdict the forge's own name for it
 * @param number from 1; the first one travels with the verdict
 */
record Page(String verdict, int number) {

    private static final char SEPARATOR = '#';

    /** The page after the last one that was written, of this verdict. */
    static Page next(String verdict, @Nullable Content shown) {
        if (shown != null) {
            Page last = of(shown);
            if (last.verdict().equals(verdict)) {
                return new Page(verdict, last.number() + 1);
            }
        }
        return new Page(verdict, 2);
    }

    static Page of(Content content) {
        String digest = content.digest();
        int at = digest.lastIndexOf(SEPARATOR);
        String number = digest.substring(at + 1).split("\\+", 2)[0];
        return new Page(digest.substring(0, at), Integer.parseInt(number));
    }

    String digest() {
        return verdict + SEPARATOR + number;
    }
}
