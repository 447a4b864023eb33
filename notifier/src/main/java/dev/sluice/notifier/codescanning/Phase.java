package dev.sluice.notifier.codescanning;

import dev.sluice.notifier.publishing.Content;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a log is: uploaded, then confirmed.
 *
 * @param digest over the log
 */
record Phase(String step, String digest, String headSha, int results) {

    static final String UPLOAD = "upload";
    static final String CONFIRM = "confirm";

    static Phase of(Content content) {
        String[] parts = content.digest().split("[/+]", 5);
        return new Phase(parts[0], parts[1], parts[2], Integer.parseInt(parts[3]));
    }

    boolean isShown(@Nullable Content shown) {
        return shown != null && of(shown).equals(this);
    }

    Phase confirmed() {
        return new Phase(CONFIRM, digest, headSha, results);
    }

    String remembered() {
        return step + "/" + digest + "/" + headSha + "/" + results;
    }

    /**
     * What the forge calls an upload, and when it was made.
     *
     * @param at to the second
     */
    record Named(String name, Instant at) {
        static Named of(String remoteId) {
            int end = remoteId.lastIndexOf('@');
            return new Named(
                    remoteId.substring(0, end),
                    Instant.ofEpochSecond(Long.parseLong(remoteId.substring(end + 1))));
        }

        String remoteId() {
            return name + "@" + at.getEpochSecond();
        }
    }
}
