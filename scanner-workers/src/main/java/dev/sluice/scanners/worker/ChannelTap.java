package dev.sluice.scanners.worker;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Pauses single partitions of one channel. */
record ChannelTap(String channel, KafkaClientService clients) implements Tap {

    private static final Logger LOG = Logger.getLogger(ChannelTap.class);

    @Override
    public void pause(int partition) {
        LOG.infof("Partition %d of %s has a backlog and is paused", partition, channel);
        each(partition, (consumer, one) -> consumer.pause(List.of(one)));
    }

    @Override
    public void resume(int partition) {
        each(partition, (consumer, one) -> consumer.resume(List.of(one)));
    }

    /** A partition that has gone to another worker is none of ours any more. */
    private void each(int partition, BiConsumer<Consumer<?, ?>, TopicPartition> action) {
        for (KafkaConsumer<Object, Object> client : clients.getConsumers(channel)) {
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
                                            "Partition %d of %s was not paused or resumed: %s",
                                            partition, channel, failure.getMessage()));
        }
    }
}
