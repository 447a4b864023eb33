package dev.sluice.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.Topic;
import dev.sluice.standalone.broker.EmbeddedBroker;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdministrationIT {

    @TempDir Path directory;

    private EmbeddedBroker broker;
    private TopicAdministration topics;

    @BeforeEach
    void start() throws Exception {
        broker = new EmbeddedBroker(directory);
        topics = new TopicAdministration(broker.bootstrapServers(), Map.of());
    }

    @AfterEach
    void stop() {
        topics.close();
        broker.close();
    }

    @Test
    void createsEveryTopicOnceAndFindsItInOrder() {
        assertThat(topics.create(TopicShape.forOneBroker())).hasSize(Topic.values().length);

        awaitTopics();
        assertThat(topics.create(TopicShape.forOneBroker())).isEmpty();
        assertThat(topics.check(Topic.PARTITIONS)).isEmpty();
    }

    @Test
    void namesEveryMissingTopicAndTheCommandThatMakesIt() {
        List<TopicProblem> problems = topics.check(Topic.PARTITIONS);

        assertThat(problems).hasSize(Topic.values().length);
        assertThat(problems.getFirst())
                .hasToString(
                        "sluice.deliveries: is missing; run: sluice topics create"
                                + " --bootstrap-servers "
                                + broker.bootstrapServers());
    }

    @Test
    void findsTooFewPartitionsButNotTooMany() {
        topics.create(new TopicShape(2, Optional.of((short) 1)));
        awaitTopics();

        assertThat(topics.check(2)).isEmpty();
        assertThat(topics.check(1)).isEmpty();
        assertThat(topics.check(3))
                .hasSize(Topic.values().length)
                .allMatch(problem -> problem.what().equals("has 2 partitions, fewer than 3"));
    }

    @Test
    void findsWhatWouldLoseOrRefuseEvents() throws Exception {
        topics.create(TopicShape.forOneBroker());
        awaitTopics();
        set("retention.ms", "86399999");
        set("cleanup.policy", "compact,delete");
        set("retention.bytes", "1000000");
        set("max.message.bytes", "999999");
        set("min.insync.replicas", "2");

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(topics.check(Topic.PARTITIONS))
                                .extracting(TopicProblem::what)
                                .containsExactly(
                                        "is compacted and forgets all but the last event of a key",
                                        "keeps records for 23 h, less than 30 days",
                                        "drops records early when a partition exceeds 1000000 bytes",
                                        "takes records of at most 999999 bytes",
                                        "min.insync.replicas=2 of 1 replicas refuses every write"));
    }

    @Test
    void takesLongerRetentionAndNoLimitAtAll() throws Exception {
        topics.create(TopicShape.forOneBroker());
        awaitTopics();

        set("retention.ms", "-1");
        assertThat(topics.check(Topic.PARTITIONS)).isEmpty();
        set("retention.ms", Long.toString(Topic.SCANS.retention().toMillis() + 1));
        assertThat(topics.check(Topic.PARTITIONS)).isEmpty();
    }

    @Test
    void saysInOneLineThatNobodyAnswers() {
        var patience = Map.of("default.api.timeout.ms", "1500", "request.timeout.ms", "1000");
        try (var nobody = new TopicAdministration("127.0.0.1:1", patience)) {
            assertThatThrownBy(() -> nobody.check(Topic.PARTITIONS))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCodes.INTERNAL))
                    .hasMessage(
                            "no Kafka broker answers at 127.0.0.1:1; check --bootstrap-servers and"
                                    + " --command-config");
        }
    }

    /** A broker shows a new topic a moment after it has made it. */
    private void awaitTopics() {
        await().atMost(Duration.ofMinutes(2)).until(() -> topics.check(1).isEmpty());
    }

    private void set(String key, String value) throws Exception {
        Collection<AlterConfigOp> change =
                List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
        try (var admin = admin()) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(
                                            ConfigResource.Type.TOPIC, Topic.Names.SCANS),
                                    change))
                    .all()
                    .get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
