package dev.sluice.notifier.publishing;

import java.time.Instant;

/**
 * One request to make, on lease: until then nobody else touches the target.
 *
 * @param readBack whether to ask what stands there instead of writing
 * @param number of the content on this target
 * @param attempts this one included
 * @param startBefore later it could outlast the lease: whoever was held up for so long lets it be
 */
record Job(
        long target,
        Place place,
        Content content,
        boolean readBack,
        long number,
        int attempts,
        Instant startBefore,
        Instant lease) {}
