package dev.sluice.ingest.translation;

import dev.sluice.events.wire.DeliveryReader;
import dev.sluice.events.wire.DeliveryReader.Step;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Reads deliveries in the order of their repositories, remembers and sends on what they mean. The
 * records of a delivery are acknowledged together, after the broker has all its events; a crash
 * before repeats the same.
 */
@ApplicationScoped
class DeliveryTranslator {

    private final Map<Integer, DeliveryReader<Message<byte[]>>> readers = new ConcurrentHashMap<>();
    private final Lanes lanes;
    private final Translator translator;

    DeliveryTranslator(Translator translator, DeliveriesTap tap, ManagedExecutor executor) {
        this.lanes = new Lanes(executor, tap);
        this.translator = translator;
    }

    /** Never blocks; done when the next one may come. */
    @Incoming(DeliveriesTap.CHANNEL)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> on(Message<byte[]> message) {
        int partition = record(message).partition();
        return lanes.add(
                partition,
                () -> {
                    // Whatever is not acknowledged is read again after the next start.
                    var _ =
                            dealWith(
                                    message,
                                    readers.computeIfAbsent(
                                            partition, first -> new DeliveryReader<>()));
                });
    }

    private CompletableFuture<Void> dealWith(
            Message<byte[]> message, DeliveryReader<Message<byte[]>> reader) {
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
            translator.translate(arrival);
            return each(complete.records(), Message::ack);
        } catch (RuntimeException e) { // whatever it is, the partition moves on
            return putAside(arrival, complete.records(), e);
        }
    }

    private CompletableFuture<Void> putAside(
            Arrival arrival, List<Message<byte[]>> records, RuntimeException e) {
        translator.note(arrival, new Fate.Failed(Translator.reason(e)));
        return each(records, part -> part.nack(e))
                .thenRunAsync(
                        () -> translator.note(arrival, new Fate.DeadLettered(Translator.reason(e))),
                        Thread::startVirtualThread);
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
