package dev.sluice.ingest.translation;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Pauses single partitions of the channel {@code deliveries-in}. */
@ApplicationScoped
class DeliveriesTap implements Lanes.Tap {

    static final String CHANNEL = "deliveries-in";

    private static final Logger LOG = Logger.getLogger(DeliveriesTap.class);

    private final KafkaClientService clients;

    DeliveriesTap(KafkaClientService clients) {
        this.clients = clients;
    }

    @Override
    public void pause(int partition) {
        LOG.infof("Partition %d of the deliveries has a backlog and is paused", partition);
        each(partition, (consumer, one) -> consumer.pause(List.of(one)));
    }

    @Override
    public void resume(int partition) {
        each(partition, (consumer, one) -> consumer.resume(List.of(one)));
    }

    /** A partition that has gone to another replica is none of ours any more. */
    private void each(int partition, BiConsumer<Consumer<?, ?>, TopicPartition> action) {
        for (KafkaConsumer<Object, Object> client : clients.getConsumers(CHANNEL)) {
            client.runOnPollingThread(
                            consumer -> {
                                consumer.assignment().stream()
                                        .filter(one -> one.partition() == partition)
                                        .toList()
                                        .forEach(one -> action.accept(consumer, one));
                            })
                    .subscribe()
                    .with(
                            done -> {},
                            failure ->
                                    LOG.warnf(
                                            "Partition %d could not be paused or resumed: %s",
                                            partition, failure.getMessage()));
        }
    }
}
