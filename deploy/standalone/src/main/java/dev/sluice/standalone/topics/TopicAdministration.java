package dev.sluice.standalone.topics;

import dev.sluice.events.Topic;
import dev.sluice.standalone.cli.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates and checks all {@link Topic}s of one cluster. */
public final class TopicAdministration implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final String bootstrapServers;
    private final Admin admin;

    /**
     * Connects on first use.
     *
     * @param properties further client settings, such as credentials
     */
    public TopicAdministration(String bootstrapServers, Map<String, String> properties) {
        var settings = new HashMap<String, Object>();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.putAll(properties);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.bootstrapServers = bootstrapServers;
        this.admin = open(settings);
    }

    private Admin open(Map<String, Object> settings) {
        try {
            return Admin.create(settings);
        } catch (org.apache.kafka.common.KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw Refusal.usage("cannot use " + bootstrapServers + ": " + cause.getMessage(), e);
        }
    }

    /**
     * Creates what is missing and leaves the rest as it is.
     *
     * @return the names of those that were created
     */
    public List<String> create(TopicShape shape) {
        Set<String> existing = existing();
        List<NewTopic> missing =
                Arrays.stream(Topic.values())
                        .filter(topic -> !existing.contains(topic.topicName()))
                        .map(shape::of)
                        .toList();
        var created = new ArrayList<String>();
        for (var creation : admin.createTopics(missing).values().entrySet()) {
            if (created(creation.getValue())) {
                created.add(creation.getKey());
            }
        }
        Collections.sort(created);
        return created;
    }

    private boolean created(KafkaFuture<Void> creation) {
        try {
            creation.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false; // another replica of this command was faster
            }
            throw refusal(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Everything that is wrong with the topics, in their order; empty when they are in order. */
    public List<TopicProblem> check(int partitions) {
        Set<String> existing = existing();
        List<String> names =
                Arrays.stream(Topic.values())
                        .map(Topic::topicName)
                        .filter(existing::contains)
                        .toList();
        Map<String, TopicDescription> descriptions =
                await(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configs =
                await(
                        admin.describeConfigs(
                                        names.stream().map(TopicAdministration::topic).toList())
                                .all());
        var diagnosis = new TopicDiagnosis(bootstrapServers, partitions);
        var problems = new ArrayList<TopicProblem>();
        for (Topic topic : Topic.values()) {
            TopicDescription description = descriptions.get(topic.topicName());
            Config config = configs.get(topic(topic.topicName()));
            problems.addAll(
                    description == null || config == null
                            ? List.of(diagnosis.missing(topic))
                            : diagnosis.of(topic, description, config));
        }
        return problems;
    }

    private Set<String> existing() {
        return await(admin.listTopics().names());
    }

    private static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw refusal(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Refusal refusal(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return Refusal.internal(
                    "no Kafka broker answers at "
                            + bootstrapServers
                            + "; check --bootstrap-servers and --command-config",
                    e);
        }
        return Refusal.internal(bootstrapServers + " refuses: " + cause.getMessage(), e);
    }

    private static Refusal interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return Refusal.internal("interrupted while waiting for Kafka", e);
    }

    @Override
    public void close() {
        admin.close();
    }
}
