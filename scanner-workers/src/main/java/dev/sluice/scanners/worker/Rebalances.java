package dev.sluice.scanners.worker;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Hears which partitions this worker loses, so that it does not begin what others do. */
@ApplicationScoped
@Identifier("scanners-lanes")
class Rebalances implements KafkaConsumerRebalanceListener {

    private final ChangeWorker worker;

    Rebalances(ChangeWorker worker) {
        this.worker = worker;
    }

    @Override
    public void onPartitionsRevoked(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        worker.giveUp(partitions);
    }
}
