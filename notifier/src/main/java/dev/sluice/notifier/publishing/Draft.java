package dev.sluice.notifier.publishing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A content together with its body, ready to be written.
 *
 * @param body JSON that only the exhibit understands; never stored, and all of it counts when two
 *     contents are compared
 */
public record Draft(Content content, String body) {

    /** With the digest over the body. */
    public static Draft of(
            UUID revision,
            long sequence,
            String state,
            String text,
            @Nullable String url,
            String body) {
        return new Draft(
                new Content(revision, sequence, state, text, url, Content.digest(body)), body);
    }

    Draft asked(long times) {
        return new Draft(content.asked(times), body);
    }
}
