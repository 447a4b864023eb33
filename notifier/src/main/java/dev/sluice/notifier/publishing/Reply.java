package dev.sluice.notifier.publishing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a request to a forge ended; every reason is one line for people. */
public sealed interface Reply<T> {

    /** As asked. */
    record Done<T>(T value) implements Reply<T> {}

    /** The forge will not do it, however often it is asked. */
    record Refused<T>(String reason) implements Reply<T> {}

    /**
     * The forge wants to be left alone; nothing has happened.
     *
     * @param until by the forge's own word; absent when it did not say
     */
    record Throttled<T>(String reason, @Nullable Instant until) implements Reply<T> {}

    /** The request did not get there; nothing has happened. */
    record Unreached<T>(String reason) implements Reply<T> {}

    /** Nobody knows whether anything has happened. */
    record Unclear<T>(String reason) implements Reply<T> {}
}
