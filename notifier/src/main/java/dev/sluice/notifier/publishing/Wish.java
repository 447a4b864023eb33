package dev.sluice.notifier.publishing;

import java.time.Instant;

/** What should stand at a place now. */
public sealed interface Wish {

    /** This should stand there. */
    record Show(Draft draft, Worth worth) implements Wish {}

    /** This should stand there and cannot; people are told why, once. */
    record Forgo(Draft draft, String reason) implements Wish {}

    /** Nothing yet; look again then. */
    record Wait(Instant until) implements Wish {}

    /** Whatever stands there may stay. */
    record Leave() implements Wish {}
}
