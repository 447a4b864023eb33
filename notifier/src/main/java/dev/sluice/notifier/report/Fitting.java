package dev.sluice.notifier.report;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * Makes a text fit by leaving out whole entries from its end, so that no construct of Markdown is
 * ever cut open.
 */
final class Fitting {

    private Fitting() {}

    /**
     * The text with as many entries as fit.
     *
     * @param text with that many entries; must fit with none
     */
    static String into(int maxBytes, int entries, IntFunction<String> text) {
        String whole = text.apply(entries);
        if (fits(whole, maxBytes)) {
            return whole;
        }
        int fitting = 0;
        int tooMany = entries;
        while (tooMany - fitting > 1) {
            int middle = (fitting + tooMany) >>> 1;
            if (fits(text.apply(middle), maxBytes)) {
                fitting = middle;
            } else {
                tooMany = middle;
            }
        }
        return text.apply(fitting);
    }

    private static boolean fits(String text, int maxBytes) {
        return text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
    }
}
