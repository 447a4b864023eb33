package dev.sluice.events;

import org.jspecify.annotations.Nullable;

/**
 * What people do with Sluice itself: it concerns no repository, and none of its events keeps a
 * change moving.
 */
public sealed interface OperationFact extends Fact permits ActRecorded, ReplayRequested {

    @Override
    default @Nullable Repository repository() {
        return null;
    }
}
