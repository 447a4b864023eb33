package dev.sluice.notifier.publishing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place with what was attempted and what is known to stand there.
 *
 * @param number counts the contents that were attempted
 * @param attempts requests for the content attempted last; 0 when it was given up unasked
 * @param failingSince when the content attempted last failed first
 * @param attempted absent before the first
 * @param written the last write that took effect; absent before the first
 */
record Target(
        long id,
        Place place,
        Phase phase,
        long number,
        int attempts,
        @Nullable Instant failingSince,
        @Nullable Content attempted,
        @Nullable Content written) {

    boolean shows(Content content) {
        return written != null && written.shown().equals(content.shown());
    }

    boolean hasAttempted(Content content) {
        return attempted != null && attempted.shown().equals(content.shown());
    }

    /** Whether people were told already that nothing can be written here. */
    boolean gaveUpUnasked() {
        return phase == Phase.REFUSED && attempts == 0;
    }
}
