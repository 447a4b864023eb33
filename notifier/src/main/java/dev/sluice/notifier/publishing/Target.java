package dev.sluice.notifier.publishing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place with what was attempted and what is known to stand there.
 *
 * @param installation whose budget pays for requests to it
 * @param worth the rank of what was to be written when it was last looked at
 * @param asked how often somebody wanted to be told again
 * @param number counts the contents that were attempted
 * @param attempts requests for the content attempted last; 0 when it was given up unasked
 * @param failingSince when the content attempted last failed first
 * @param attempted absent before the first
 * @param written the last write that took effect; absent before the first
 */
record Target(
        long id,
        Place place,
        String installation,
        Phase phase,
        int worth,
        long asked,
        long number,
        int attempts,
        int writes,
        @Nullable String remoteId,
        @Nullable Instant failingSince,
        @Nullable Content attempted,
        @Nullable Content written) {

    Sight sight() {
        return new Sight(place, written, remoteId, writes);
    }

    boolean shows(Content content) {
        return written != null && written.digest().equals(content.digest());
    }

    boolean hasAttempted(Content content) {
        return attempted != null && attempted.digest().equals(content.digest());
    }

    /** Whether what is to be written may be worth the headroom; looking closer tells. */
    boolean mayBeVerdict() {
        return worth == Worth.VERDICT.rank();
    }

    /** Whether people were told already that nothing can be written here. */
    boolean gaveUpUnasked() {
        return phase == Phase.REFUSED && attempts == 0;
    }
}
