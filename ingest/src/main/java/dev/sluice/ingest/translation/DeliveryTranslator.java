package dev.sluice.ingest.translation;

import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.DeliveryReader;
import dev.sluice.events.wire.DeliveryReader.Step;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.forge.Origin;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.UntranslatableException;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Reads deliveries in the order of their repositories, remembers and sends on what they mean. The
 * records of a delivery are acknowledged together, after the broker has all its events; a crash
 * before repeats the same.
 */
@ApplicationScoped
class DeliveryTranslator {

    private static final Logger LOG = Logger.getLogger(DeliveryTranslator.class);

    private final DeliveryReader<Message<byte[]>> reader = new DeliveryReader<>();
    private final List<Forge> forges;
    private final KnownChanges changes;
    private final FactSender sender;
    private final Ledger ledger;
    private final FateTally tally;

    DeliveryTranslator(
            @All List<Forge> forges,
            KnownChanges changes,
            FactSender sender,
            Ledger ledger,
            FateTally tally) {
        this.forges = forges;
        this.changes = changes;
        this.sender = sender;
        this.ledger = ledger;
        this.tally = tally;
    }

    @Incoming("deliveries-in")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    @Blocking
    CompletionStage<Void> on(Message<byte[]> message) {
        Step<Message<byte[]>> step = reader.next(record(message), message);
        CompletableFuture<Void> abandoned = each(step.abandoned(), Message::ack);
        CompletableFuture<Void> done =
                switch (step) {
                    case Step.Complete<Message<byte[]>> complete -> deal(complete);
                    case Step.Incomplete<Message<byte[]>> _ ->
                            CompletableFuture.completedFuture(null);
                    case Step.Broken<Message<byte[]>> broken ->
                            each(broken.records(), part -> part.nack(broken.reason()));
                };
        return CompletableFuture.allOf(abandoned, done);
    }

    private CompletableFuture<Void> deal(Step.Complete<Message<byte[]>> complete) {
        Arrival arrival = arrival(complete);
        try {
            Fate fate =
                    ledger.isDuplicate(arrival)
                            ? new Fate.Duplicate()
                            : send(translate(arrival.delivery()));
            ledger.enter(arrival, origin(arrival.delivery(), fate), fate);
            tally.note(arrival.delivery(), fate);
            return each(complete.records(), Message::ack);
        } catch (RuntimeException e) { // whatever it is, the partition moves on
            return putAside(arrival, complete.records(), e);
        }
    }

    private CompletableFuture<Void> putAside(
            Arrival arrival, List<Message<byte[]>> records, RuntimeException e) {
        note(arrival, new Fate.Failed(reason(e)));
        return each(records, part -> part.nack(e))
                .thenRunAsync(
                        () -> note(arrival, new Fate.DeadLettered(reason(e))),
                        Thread::startVirtualThread);
    }

    /** A ledger that cannot keep this one entry is no reason to keep the record. */
    private void note(Arrival arrival, Fate fate) {
        tally.note(arrival.delivery(), fate);
        try {
            ledger.enter(arrival, origin(arrival.delivery(), fate), fate);
        } catch (RuntimeException e) {
            LOG.errorf(e, "the ledger lacks %s, correlation id %s", fate, arrival.delivery().id());
        }
    }

    private Translation translate(Delivery delivery) {
        return forge(delivery)
                .orElseThrow(() -> new UntranslatableException("its forge is not configured here"))
                .translate(delivery);
    }

    private Origin origin(Delivery delivery, Fate fate) {
        return fate instanceof Fate.Translated(var events) && !events.isEmpty()
                ? Origin.of(events.getFirst().fact().repository())
                : forge(delivery).map(forge -> forge.origin(delivery)).orElse(Origin.UNKNOWN);
    }

    private Optional<Forge> forge(Delivery delivery) {
        return forges.stream()
                .filter(forge -> forge.instance().equals(delivery.forge()))
                .findFirst();
    }

    private Fate send(Translation translation) {
        return switch (translation) {
            case Translation.Translated(var events) -> {
                events.forEach(changes::remember);
                events.forEach(sender::send);
                yield new Fate.Translated(events);
            }
            case Translation.Ignored(var reason) -> new Fate.Ignored(reason);
        };
    }

    /** Only our own message is known to quote nothing. */
    private static String reason(RuntimeException e) {
        return e instanceof UntranslatableException known
                ? known.reason()
                : "unexpected " + e.getClass().getSimpleName();
    }

    private static Arrival arrival(Step.Complete<Message<byte[]>> complete) {
        ConsumerRecord<String, byte[]> last = record(complete.records().getLast());
        return new Arrival(complete.delivery(), last.topic(), last.partition(), last.offset());
    }

    @SuppressWarnings("unchecked") // the channel's deserializers say so
    private static ConsumerRecord<String, byte[]> record(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("the channel is not a Kafka channel"))
                .getRecord();
    }

    private static CompletableFuture<Void> each(
            List<Message<byte[]>> messages,
            Function<Message<byte[]>, CompletionStage<Void>> action) {
        return CompletableFuture.allOf(
                messages.stream()
                        .map(action)
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture<?>[]::new));
    }
}
