package dev.sluice.notifier.outbox;

import dev.sluice.events.Event;
import java.util.function.Consumer;

/** Empties an outbox without a loop. */
public final class OutboxDrain {

    private OutboxDrain() {}

    public static void drain(Outbox outbox, Consumer<Event<?>> sender) {
        while (outbox.sendNext(sender)) {}
    }
}
