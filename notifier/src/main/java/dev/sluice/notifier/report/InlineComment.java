package dev.sluice.notifier.report;

/**
 * A remark on a line of a pull request.
 *
 * @param fingerprint of the finding: there is one comment per fingerprint, whatever is pushed
 * @param line of the head, from 1
 * @param body Markdown, its marker on the first line
 */
public record InlineComment(String fingerprint, String path, int line, String body) {
    public InlineComment {
        if (fingerprint.isBlank() || path.isEmpty() || line < 1) {
            throw new IllegalArgumentException("inline comment without fingerprint, path or line");
        }
    }
}
