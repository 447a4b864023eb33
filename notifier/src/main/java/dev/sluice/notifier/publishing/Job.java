package dev.sluice.notifier.publishing;

import dev.sluice.notifier.budget.Price;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request to make, on lease: until then nobody else touches the target.
 *
 * @param draft absent where it is only asked whether the content stands there
 * @param remoteId from the last receipt; absent before the first
 * @param number of the content on this target
 * @param attempts this one included
 * @param startBefore later it could outlast the lease: whoever was held up for so long lets it be
 */
record Job(
        long target,
        Place place,
        Content content,
        @Nullable Draft draft,
        @Nullable String remoteId,
        long number,
        int attempts,
        Bill bill,
        Instant startBefore,
        Instant lease) {

    /** What was paid for it, by whom and when. */
    record Bill(String installation, Price price, Instant paidAt) {}

    boolean readBack() {
        return draft == null;
    }
}
