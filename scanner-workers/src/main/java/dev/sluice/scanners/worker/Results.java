package dev.sluice.scanners.worker;

import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Sends what is found out because of one event. A scan whose result no event can hold ends as
 * failed, so that a faulty scanner takes no other with it and is still heard of.
 */
final class Results {

    private static final Logger LOG = Logger.getLogger(Results.class);

    private final Event<?> asked;
    private final Consumer<Event<?>> sender;
    private final Clock clock;
    private final Set<UUID> unsendable = new HashSet<>();

    /** The sender refuses what does not fit its schema with an {@link IllegalArgumentException}. */
    Results(Event<?> asked, Consumer<Event<?>> sender, Clock clock) {
        this.asked = asked;
        this.sender = sender;
        this.clock = clock;
    }

    void send(Fact fact) {
        if (!(fact instanceof ScanFact scan)) {
            sendAsIs(fact);
        } else if (!unsendable.contains(scan.scan())) {
            sendOrFail(scan);
        }
    }

    private void sendOrFail(ScanFact scan) {
        try {
            sendAsIs(scan);
        } catch (IllegalArgumentException e) {
            LOG.errorf(
                    "%s of %s cannot be sent: %s",
                    scan.scanner(), scan.revision().change(), e.getMessage());
            unsendable.add(scan.scan());
            sendAsIs(
                    new ScanFailed(
                            scan.scan(),
                            scan.scanner(),
                            scan.revision(),
                            scan.repository(),
                            ScanFailure.INTERNAL,
                            "its result does not fit into an event",
                            0));
        }
    }

    private void sendAsIs(Fact fact) {
        Event<Fact> event = ScanEvents.because(asked, clock.instant(), fact);
        sender.accept(event);
        LOG.infof(
                "%s %s correlation=%s",
                event.type().wireName(), fact.subject(), event.correlationId());
    }
}
