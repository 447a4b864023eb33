package dev.sluice.ingest.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class HandOverTest {

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final Queue<Consumer<Producer<String, byte[]>>> calls = new ArrayDeque<>();
    private final HandOver handOver = new HandOver(this::later);

    @Test
    void sendsInOrderAllThatIsThereWhenTheThreadComes() {
        DeliveryPart first = part("a");
        DeliveryPart second = part("b");
        handOver.add(List.of(first));
        handOver.add(List.of(second));

        assertThat(calls).hasSize(1);
        calls.remove().accept(producer);

        assertThat(producer.history()).containsExactly(first.record(), second.record());
    }

    @Test
    void callsAgainForWhatComesLater() {
        handOver.add(List.of(part("a")));
        calls.remove().accept(producer);
        handOver.add(List.of(part("b")));

        calls.remove().accept(producer);

        assertThat(producer.history()).hasSize(2);
    }

    @Test
    void isDoneOnlyWhenTheBrokerHasAcknowledged() {
        DeliveryPart good = part("a");
        DeliveryPart bad = part("b");
        handOver.add(List.of(good, bad));
        calls.remove().accept(producer);
        assertThat(good.stored()).isNotDone();

        producer.completeNext();
        producer.errorNext(new TimeoutException("no broker"));

        assertThat(good.stored()).isCompleted();
        assertThat(bad.stored()).isCompletedExceptionally();
    }

    @Test
    void everyPartThatCannotBeSentIsToldSo() {
        DeliveryPart first = part("a");
        DeliveryPart second = part("b");
        handOver.add(List.of(first, second));
        producer.sendException = new IllegalStateException("no metadata");

        calls.remove().accept(producer);

        assertThat(first.stored()).isCompletedExceptionally();
        assertThat(second.stored()).isCompletedExceptionally();
    }

    @Test
    void failsWhatIsLeftWhereTheThreadHasEnded() {
        var closed =
                new HandOver(
                        call -> CompletableFuture.failedFuture(new RejectedExecutionException()));
        DeliveryPart part = part("a");

        closed.add(List.of(part));

        assertThat(part.stored()).isCompletedExceptionally();
    }

    private CompletionStage<Void> later(Consumer<Producer<String, byte[]>> call) {
        calls.add(call);
        return new CompletableFuture<>();
    }

    private static DeliveryPart part(String key) {
        return new DeliveryPart(new ProducerRecord<>("deliveries", key, new byte[0]));
    }
}
