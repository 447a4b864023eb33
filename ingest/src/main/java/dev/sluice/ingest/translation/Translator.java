package dev.sluice.ingest.translation;

import dev.sluice.events.Event;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.forge.Origin;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import dev.sluice.ingest.forge.UntranslatableException;
import dev.sluice.ingest.repositories.KnownRepositories;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Translates deliveries, remembers and sends on what they mean, and tells the ledger. Every call
 * waits until broker and storage have it.
 */
@Singleton
public class Translator {

    private static final Logger LOG = Logger.getLogger(Translator.class);

    private final List<Forge> forges;
    private final KnownChanges changes;
    private final KnownRepositories repositories;
    private final FactSender sender;
    private final Ledger ledger;
    private final FateTally tally;

    Translator(
            @All List<Forge> forges,
            KnownChanges changes,
            KnownRepositories repositories,
            FactSender sender,
            Ledger ledger,
            FateTally tally) {
        this.forges = forges;
        this.changes = changes;
        this.repositories = repositories;
        this.sender = sender;
        this.ledger = ledger;
        this.tally = tally;
    }

    /** Translates what has come, unless the same delivery became events when it came before. */
    Fate translate(Arrival arrival) {
        return enter(
                arrival,
                ledger.isDuplicate(arrival)
                        ? new Fate.Duplicate()
                        : send(preview(arrival.delivery())));
    }

    /**
     * Translates once more what was translated or failed before; what is the same has the same ids.
     *
     * @throws RuntimeException when that is impossible still; the ledger says why
     */
    public Fate again(Arrival arrival) {
        try {
            return enter(arrival, send(preview(arrival.delivery())));
        } catch (RuntimeException e) {
            note(arrival, new Fate.DeadLettered(reason(e)));
            throw e;
        }
    }

    /** What a delivery means, and nothing comes of it. */
    public Translation preview(Delivery delivery) {
        return forge(delivery)
                .orElseThrow(() -> new UntranslatableException("its forge is not configured here"))
                .translate(delivery);
    }

    /** Where a delivery comes from, as far as it says. */
    public Origin origin(Delivery delivery) {
        return forge(delivery).map(forge -> forge.origin(delivery)).orElse(Origin.UNKNOWN);
    }

    private Fate enter(Arrival arrival, Fate fate) {
        ledger.enter(arrival, origin(arrival.delivery(), fate), fate);
        tally.note(arrival.delivery(), fate);
        return fate;
    }

    /** A ledger that cannot keep this one entry is no reason to keep the record. */
    void note(Arrival arrival, Fate fate) {
        tally.note(arrival.delivery(), fate);
        try {
            ledger.enter(arrival, origin(arrival.delivery(), fate), fate);
        } catch (RuntimeException e) {
            LOG.errorf(e, "the ledger lacks %s, correlation id %s", fate, arrival.delivery().id());
        }
    }

    private Origin origin(Delivery delivery, Fate fate) {
        return fate instanceof Fate.Translated(var events) && !events.isEmpty()
                ? Optional.ofNullable(events.getFirst().fact().repository())
                        .map(Origin::of)
                        .orElse(Origin.UNKNOWN)
                : origin(delivery);
    }

    private Optional<Forge> forge(Delivery delivery) {
        return forges.stream()
                .filter(forge -> forge.instance().equals(delivery.forge()))
                .findFirst();
    }

    private Fate send(Translation translation) {
        return switch (translation) {
            case Translation.Translated(var events) -> tell(events);
            case Translation.Met(var met) -> {
                repositories.met(met);
                yield new Fate.Ignored(Reason.FIRST_CONTACT);
            }
            case Translation.Ignored(var reason) -> new Fate.Ignored(reason);
        };
    }

    private Fate tell(List<Event<?>> events) {
        List<Event<?>> news =
                events.stream().filter(event -> !changes.isRepetition(event)).toList();
        if (news.isEmpty() && !events.isEmpty()) {
            return new Fate.Ignored(Reason.ALREADY_TOLD);
        }
        news.forEach(event ->
                Optional.ofNullable(event.fact().repository()).ifPresent(repositories::heard));
        news.forEach(changes::remember);
        news.forEach(sender::send);
        return new Fate.Translated(news);
    }

    /** Only our own message is known to quote nothing. */
    static String reason(RuntimeException e) {
        return e instanceof UntranslatableException known
                ? known.reason()
                : "unexpected " + e.getClass().getSimpleName();
    }
}
