package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Event;
import dev.sluice.events.Permission;
import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.UntranslatableException;
import java.util.List;

/** What holds of the translation of every delivery, whatever is in it. */
public final class Translating {

    private static final GitHub GITHUB =
            new GitHub(
                    TestSecrets.of(TestSecrets.SECRET, null),
                    TestSecrets.config(),
                    new RememberedChanges(EveryEvent.OPEN),
                    (repository, account) -> Permission.WRITE);

    private Translating() {}

    /** As below. */
    public static void endsWell(String event, byte[] payload) {
        endsWell(Payloads.delivery(event, payload));
    }

    /** What it leads to, where it leads to anything. */
    public static List<Event<?>> events(String event, byte[] payload) {
        return GITHUB.translate(Payloads.delivery(event, payload))
                        instanceof Translation.Translated(var events)
                ? events
                : List.of();
    }

    /**
     * It leads to events that may leave, the same ones each time; or it is ignored; or it is among
     * the dead letters with one readable line.
     */
    static void endsWell(Delivery delivery) {
        try {
            Translation translation = GITHUB.translate(delivery);
            assertThat(GITHUB.translate(delivery)).isEqualTo(translation);
            switch (translation) {
                case Translation.Translated(var events) -> {
                    assertThat(events).isNotEmpty();
                    events.forEach(EventWriter::record);
                }
                case Translation.Met(var repositories) -> assertThat(repositories).isNotEmpty();
                case Translation.Ignored(var reason) -> assertThat(reason.tag()).isNotBlank();
            }
        } catch (UntranslatableException e) {
            assertThat(e.reason()).matches("[\\x20-\\x7e]{5,200}");
        }
    }

    static boolean leadsToEvents(Delivery delivery) {
        return GITHUB.translate(delivery) instanceof Translation.Translated;
    }
}
