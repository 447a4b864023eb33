package dev.sluice.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final TopicPartition KEPT = new TopicPartition("kept", 0);

    @TempDir Path directory;

    @Test
    void keepsRecordsAndPortOverARestart() throws Exception {
        String address;
        try (var broker = new EmbeddedBroker(directory)) {
            address = broker.bootstrapServers();
            create("kept", address);
            send("one", address);
        }
        try (var broker = new EmbeddedBroker(directory)) {
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(read(address)).containsExactly("one");
        }
    }

    @Test
    void keepsEveryAcknowledgedRecordWhenItIsKilled() throws Exception {
        Process child = BrokerProcess.start(directory);
        String address;
        try {
            address = BrokerProcess.address(child);
            create("kept", address);
            send("one", address);
            send("two", address);
        } finally {
            child.destroyForcibly().waitFor();
        }

        long before = System.nanoTime();
        try (var broker = new EmbeddedBroker(directory)) {
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(read(address)).containsExactly("one", "two");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void makesNoTopicByItself() throws Exception {
        try (var broker = new EmbeddedBroker(directory);
                var producer = producer(broker.bootstrapServers(), 2000)) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("nobody", "x")).get())
                    .isInstanceOf(ExecutionException.class);
            try (var admin = admin(broker.bootstrapServers())) {
                assertThatThrownBy(
                                () -> admin.describeTopics(List.of("nobody")).allTopicNames().get())
                        .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            }
        }
    }

    private static void create(String topic, String address) throws Exception {
        try (var admin = admin(address)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void send(String value, String address) throws Exception {
        try (var producer = producer(address, 20_000)) {
            producer.send(new ProducerRecord<>(KEPT.topic(), value)).get();
        }
    }

    private static List<String> read(String address) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", address, "auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(KEPT));
            long end = consumer.endOffsets(List.of(KEPT)).getOrDefault(KEPT, 0L);
            var values = new java.util.ArrayList<String>();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200))
                                .forEach(record -> values.add(record.value()));
                        return values.size() >= end;
                    });
            return values;
        }
    }

    private static Admin admin(String address) {
        return Admin.create(Map.of("bootstrap.servers", address));
    }

    private static KafkaProducer<String, String> producer(String address, int maxBlockMillis) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", address, "acks", "all", "max.block.ms", maxBlockMillis);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
