package dev.sluice.notifier.targets;

/** Where a revision stands among those of its change. */
public sealed interface Standing {

    /** It is the current one, or nothing is known to the contrary. */
    record Open() implements Standing {}

    /** Its change moved on to another head or aims at another branch. */
    record Superseded(String bySha, String byBase) implements Standing {}

    /** Its change was merged or given up. */
    record Closed() implements Standing {}
}
