package dev.sluice.notifier.publishing;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a request to a forge ended; every reason is one line for people. */
public sealed interface Reply<T> {

    /** Goes on with the value; what is not done stays as it is. */
    default <U> Reply<U> then(Function<? super T, ? extends Reply<U>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(String reason) -> new Refused<>(reason);
            case Throttled<T>(String reason, Instant until) -> new Throttled<>(reason, until);
            case NotYet<T>(String reason) -> new NotYet<>(reason);
            case Unreached<T>(String reason) -> new Unreached<>(reason);
            case Unclear<T>(String reason) -> new Unclear<>(reason);
        };
    }

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

    /**
     * The forge cannot do it yet; nothing has happened. A webhook may be faster than the commit
     * that it tells of.
     */
    record NotYet<T>(String reason) implements Reply<T> {}

    /** The request did not get there; nothing has happened. */
    record Unreached<T>(String reason) implements Reply<T> {}

    /** Nobody knows whether anything has happened. */
    record Unclear<T>(String reason) implements Reply<T> {}
}
