package dev.sluice.notifier.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check run shows, within GitHub's limits.
 *
 * @param title plain text
 * @param summary Markdown
 * @param text Markdown, the explained rule tree; absent without a decision
 * @param annotations most severe first; more than one request may carry
 */
public record CheckReport(
        String title, String summary, @Nullable String text, List<Annotation> annotations) {

    public static final int MAX_TITLE = 255;

    /** GitHub counts characters; bytes are never fewer. */
    public static final int MAX_BYTES = 65_535;

    public CheckReport {
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw new IllegalArgumentException("check.title is empty or longer than " + MAX_TITLE);
        }
        if (bytes(summary) > MAX_BYTES || (text != null && bytes(text) > MAX_BYTES)) {
            throw new IllegalArgumentException("check text is longer than " + MAX_BYTES);
        }
        annotations = List.copyOf(annotations);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
