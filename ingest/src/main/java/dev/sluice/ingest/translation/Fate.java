package dev.sluice.ingest.translation;

import dev.sluice.events.Event;
import dev.sluice.ingest.forge.Translation;
import java.util.List;

/** What became of a delivery in the end. */
public sealed interface Fate {

    /** It became these events, and the broker has them. */
    record Translated(List<Event<?>> events) implements Fate {
        public Translated {
            events = List.copyOf(events);
        }
    }

    /** It leads to nothing. */
    record Ignored(Translation.Reason reason) implements Fate {}

    /** It is among the dead letters. */
    record DeadLettered(String reason) implements Fate {}
}
