package dev.sluice.notifier.sarif;

import dev.sluice.notifier.text.PlainText;
import java.util.regex.Pattern;

/** Texts as SARIF's plain messages. */
final class Plain {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)}");

    private static final int MAX_TEXT = 1_000;

    private Plain() {}

    /** One line, without what SARIF would read as a link or as a placeholder. */
    static String text(String outside) {
        String line = PlainText.shorten(PlainText.line(outside), MAX_TEXT);
        String text = PLACEHOLDER.matcher(line.replace("](", "] (")).replaceAll("{{$1}}");
        return text.isEmpty() ? "(empty)" : text;
    }
}
