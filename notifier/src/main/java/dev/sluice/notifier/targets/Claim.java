package dev.sluice.notifier.targets;

import dev.sluice.notifier.text.StatusText;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one revision wants to stand on its target.
 *
 * @param headSha the commit it is about
 * @param seenAt when it was first heard of
 * @param awaitedSince since when a verdict is owed; absent when none was asked for
 * @param rescanAfter decisions up to this sequence do not answer the request for another scan;
 *     absent when there is none
 * @param decided the decision with the highest sequence; absent before the first
 */
public record Claim(
        UUID revision,
        String headSha,
        Standing standing,
        Instant seenAt,
        @Nullable Instant awaitedSince,
        @Nullable Long rescanAfter,
        @Nullable Decided decided) {

    /** What became of a revision, in one line. */
    public record Decided(long sequence, Signal signal, String text) {}

    boolean isOpen() {
        return standing instanceof Standing.Open;
    }

    /** The decision that counts: for an open revision none that was asked to be made anew. */
    @Nullable Decided answer() {
        boolean outdated =
                isOpen()
                        && decided != null
                        && rescanAfter != null
                        && decided.sequence() <= rescanAfter;
        return outdated ? null : decided;
    }

    /** What is left to say when no verdict came and none is to be expected. */
    String epitaph() {
        return switch (standing) {
            case Standing.Superseded(String bySha, String byBase) ->
                    bySha.equals(headSha)
                            ? StatusText.retargeted(byBase)
                            : StatusText.superseded(bySha);
            case Standing.Closed _, Standing.Open _ -> StatusText.CLOSED;
        };
    }
}
