package dev.sluice.standalone.bench;

import dev.sluice.events.wire.DeliveryWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The same records without an accept path: one producer, as fast as the broker acknowledges, with
 * the records made beforehand.
 */
final class RawProducer implements AutoCloseable {

    /** A topic of its own, so that nobody takes the records for deliveries. */
    static final String TOPIC = "sluice.bench-raw";

    private final KafkaProducer<String, byte[]> producer;
    private final List<ProducerRecord<String, byte[]>> records;
    private long next;

    RawProducer(
            String bootstrapServers,
            int lingerMillis,
            List<ProducerRecord<String, byte[]>> records) {
        this.records = records;
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                ProducerConfig.LINGER_MS_CONFIG,
                                lingerMillis,
                                ProducerConfig.BATCH_SIZE_CONFIG,
                                256 * 1024),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** What ends up in Kafka of the pushes that are delivered to the other side. */
    static List<ProducerRecord<String, byte[]>> records() {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (int i = 0; i < PushDelivery.DIFFERENT; i++) {
            var stored = DeliveryWriter.records(new PushDelivery(i).stored()).getFirst();
            records.add(
                    new ProducerRecord<>(
                            TOPIC, null, stored.key(), stored.value(), stored.headers()));
        }
        return records;
    }

    /** Records acknowledged a second, for so long, with as many under way as its buffers hold. */
    double perSecond(Duration time) throws InterruptedException {
        return perSecond(time, Integer.MAX_VALUE);
    }

    /**
     * The same for somebody who waits.
     *
     * @param unacknowledged how many at most are under way at any time
     */
    double perSecond(Duration time, int unacknowledged) throws InterruptedException {
        var acknowledged = new AtomicLong();
        var underWay = new Semaphore(unacknowledged);
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            underWay.acquire();
            var _ =
                    producer.send(
                            records.get((int) (next++ % records.size())),
                            (metadata, failure) -> {
                                underWay.release();
                                if (failure == null) {
                                    acknowledged.incrementAndGet();
                                }
                            });
        }
        producer.flush();
        return acknowledged.get() * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() {
        producer.close();
    }
}
