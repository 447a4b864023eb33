package dev.sluice.ingest.translation;

import dev.sluice.events.Event;
import dev.sluice.ingest.forge.Translation;
import java.util.List;

/** What became of a delivery. */
public sealed interface Fate {

    /** It became these events, and the broker has them. */
    record Translated(List<Event<?>> events) implements Fate {
        public Translated {
            events = List.copyOf(events);
        }
    }

    /** It leads to nothing. */
    record Ignored(Translation.Reason reason) implements Fate {}

    /** It was translated when it came before, and nothing was done again. */
    record Duplicate() implements Fate {}

    /** It could not be translated, and is not yet known to be among the dead letters. */
    record Failed(String reason) implements Fate {}

    /** It could not be translated, and the broker has it among the dead letters. */
    record DeadLettered(String reason) implements Fate {}
}
