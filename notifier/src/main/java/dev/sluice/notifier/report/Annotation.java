package dev.sluice.notifier.report;

import java.nio.charset.StandardCharsets;

/**
 * A remark beside lines of a file in a check run, within GitHub's limits. Title and message are
 * shown as they are, without Markdown.
 *
 * @param path from the root of the repository, exactly as Git has it
 * @param startLine from 1
 */
public record Annotation(
        String path, int startLine, int endLine, Level level, String title, String message) {

    public static final int MAX_TITLE = 255;
    public static final int MAX_MESSAGE_BYTES = 64 * 1024;

    /** In GitHub's words, lower case on the wire. */
    public enum Level {
        NOTICE,
        WARNING,
        FAILURE
    }

    public Annotation {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("annotation.path is empty");
        }
        if (startLine < 1 || endLine < startLine) {
            throw new IllegalArgumentException(
                    "annotation lines " + startLine + " to " + endLine + " do not exist");
        }
        if (title.length() > MAX_TITLE) {
            throw new IllegalArgumentException("annotation.title is longer than " + MAX_TITLE);
        }
        if (message.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("annotation.message is longer than 64 KB");
        }
    }
}
