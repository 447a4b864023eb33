package dev.sluice.policy.decide;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.Event;
import dev.sluice.policy.database.PolicyDatabase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decisions on their way to the topic: sent first, marked after. A crash between the two sends one
 * again, as the same event.
 */
@Singleton
public class Outbox {

    private final PolicyDatabase database;
    private final Clock clock;

    @Inject
    Outbox(PolicyDatabase database) {
        this(database, Clock.systemUTC());
    }

    Outbox(PolicyDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Sends some decisions that nobody has sent yet, in order per revision.
     *
     * @param sender returns when the broker has acknowledged the event
     * @return whether there were any
     * @throws RuntimeException what the sender threw; what was sent before is marked
     */
    public boolean sendSome(Consumer<Event<ChangeDecided>> sender) {
        record Sent(boolean some, @Nullable RuntimeException trouble) {}
        Sent sent =
                database.inTransaction(handle -> {
                    List<Decision> decisions = Decisions.lockUnpublished(handle);
                    for (Decision decision : decisions) {
                        try {
                            sender.accept(decision.event());
                        } catch (RuntimeException e) {
                            return new Sent(true, e);
                        }
                        Decisions.published(handle, decision, clock.instant());
                    }
                    return new Sent(!decisions.isEmpty(), null);
                });
        if (sent.trouble() != null) {
            throw sent.trouble();
        }
        return sent.some();
    }
}
