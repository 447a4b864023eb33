package dev.sluice.scanners.kill;

import static dev.sluice.scanners.kill.Scene.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Event;
import dev.sluice.events.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to a worker in the middle of its scans: each change that was asked for has one
 * result, under the ids that it always has, and no worker does it again.
 *
 * <p>{@code -Dsluice.worker.seeds=1-50} (or {@code 7,12}) chooses the seeds of the random kills.
 */
@Timeout(600)
@EnabledIfSystemProperty(
        named = "sluice.faults",
        matches = "true",
        disabledReason = "WorkInFlightIT takes minutes; .ci/run runs it: -Dsluice.faults=true")
class WorkInFlightIT {

    private Scene scene;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        scene = new Scene(directory);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void twoHundredRepositoriesOfAPartitionFinishWhileOneIsInWork() {
        WorkerProcess worker = scene.successor();
        Event<?> slow = scene.pushSlow(1);
        scene.awaitSlowFetch(1);
        var others = new ArrayList<Event<?>>();
        LongStream.rangeClosed(1001, 1200).forEach(id -> others.add(scene.push(id)));

        until(() -> others.stream().allMatch(scene.log()::hasEnded));

        assertThat(scene.log().of(slow)).isEmpty();
        assertThat(scene.broker().committed(Scene.GROUP, Topic.CHANGES)).isZero();
        worker.kill();
        scene.successor();
        scene.release();
        scene.awaitsAndChecksAll();
    }

    @Test
    void randomKillsLoseAndDoubleNothing() {
        for (long seed : seeds()) {
            try {
                diesAtRandom(new Random(seed), seed * 100);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /**
     * Before anything is there, as soon as it is described, or as soon as its results are there.
     */
    private void diesAtRandom(Random random, long repository) {
        WorkerProcess worker = scene.successor();
        var asked = new ArrayList<Event<?>>();
        for (int i = 0; i < 6; i++) {
            asked.add(scene.push(repository + i));
        }
        Event<?> watched = asked.get(random.nextInt(asked.size()));
        switch (random.nextInt(3)) {
            case 0 -> until(() -> !scene.log().of(asked.getFirst()).isEmpty());
            case 1 -> until(() -> scene.log().isDescribed(watched));
            default -> until(() -> scene.log().hasEnded(watched));
        }
        worker.kill();
        scene.successor();
        scene.awaitsAndChecksAll();
    }

    @Test
    void aWorkerThatIsKilledBeforeItCommitsIsFollowedByOneThatSaysTheSame() {
        String never = "3600000";
        WorkerProcess worker =
                scene.worker(
                        "one",
                        Map.of(
                                "mp.messaging.incoming.scanners-changes-in.auto.commit.interval.ms",
                                never,
                                "mp.messaging.incoming.scanners-changes-in.group.instance.id",
                                "one"));
        Event<?> asked = scene.push(1);
        until(() -> scene.log().hasEnded(asked));
        int sent = scene.log().of(asked).size();
        assertThat(scene.broker().committed(Scene.GROUP, Topic.CHANGES)).isZero();

        worker.kill();
        scene.successor();

        until(() -> scene.log().of(asked).size() >= 2 * sent);
        scene.awaitsAndChecksAll();
    }

    @Test
    void aWorkerThatWakesUpAfterAnotherTookItsPlaceChangesNothing() {
        WorkerProcess stopped = scene.worker("one", Map.of());
        Event<?> asked = scene.pushSlow(1);
        scene.awaitSlowFetch(1);
        stopped.freeze();
        scene.worker("two", Map.of());
        scene.awaitSlowFetch(2);
        scene.release();
        until(() -> scene.log().hasEnded(asked));
        int sent = scene.log().of(asked).size();

        stopped.thaw();

        until(() -> scene.log().of(asked).size() >= 2 * sent);
        scene.push(2);
        scene.awaitsAndChecksAll();
    }

    @Test
    void aStormOfRebalancesBeginsNothingAnew() {
        scene.worker("one", Map.of());
        Event<?> slow = scene.pushSlow(1);
        scene.awaitSlowFetch(1);
        for (int i = 0; i < 5; i++) {
            joinAndLeave();
            Event<?> other = scene.push(100 + i);
            until(() -> scene.log().hasEnded(other));
        }

        scene.release();
        // What had begun anew would be in the same lane before this.
        scene.pushSlow(1);

        scene.awaitsAndChecksAll();
        assertThat(scene.log().of(slow)).hasSize((int) distinct(scene.log().of(slow)));
    }

    @Test
    void whatEndsInTimeIsFinishedBeforeAWorkerStops() {
        WorkerProcess worker =
                scene.worker("one", Map.of("sluice.scanner-workers.shutdown-grace", "PT10M"));
        Event<?> asked = scene.pushSlow(1);
        scene.awaitSlowFetch(1);

        worker.terminate();
        scene.release();

        until(() -> !worker.isAlive());
        assertThat(scene.log().hasEnded(asked)).isTrue();
        assertThat(scene.broker().isDone(Scene.GROUP, Topic.CHANGES)).isTrue();
    }

    @Test
    void whatDoesNotEndInTimeIsLeftToAnotherWorker() {
        WorkerProcess worker =
                scene.worker("one", Map.of("sluice.scanner-workers.shutdown-grace", "PT0.1S"));
        Event<?> asked = scene.pushSlow(1);
        scene.awaitSlowFetch(1);

        worker.terminate();

        until(() -> !worker.isAlive());
        assertThat(scene.log().of(asked)).isEmpty();
        scene.worker("two", Map.of());
        scene.release();
        scene.awaitsAndChecksAll();
    }

    @Test
    void aChangeThatKillsItsWorkerIsGivenUpAndTakesNoOtherWithIt() {
        Event<?> poison = scene.pushSlow(1);
        for (int i = 2; i < 10; i++) {
            scene.push(i);
        }
        int deaths = 0;
        while (!scene.log().isGivenUp(poison)) {
            int fetches = scene.slowFetches();
            WorkerProcess worker =
                    scene.worker(
                            "one",
                            Map.of(
                                    "sluice.scanner-workers.most-deaths",
                                    "3",
                                    "mp.messaging.incoming.scanners-changes-in.group.instance.id",
                                    "one"));
            until(() -> scene.slowFetches() > fetches || scene.log().isGivenUp(poison));
            if (scene.slowFetches() > fetches) {
                worker.kill();
                deaths++;
            }
        }

        assertThat(deaths).isEqualTo(3);
        scene.awaitsAndChecksAll();
    }

    /** Another member takes what it can get and does nothing with it. */
    private void joinAndLeave() {
        try (var member =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                scene.broker().bootstrapServers(),
                                "group.id",
                                Scene.GROUP,
                                "client.id",
                                "a-member-that-sorts-first",
                                "enable.auto.commit",
                                "false"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            member.subscribe(List.of(Topic.CHANGES.topicName()));
            until(() -> {
                member.poll(Duration.ofMillis(50));
                return member.groupMetadata().generationId() > 0;
            });
        }
    }

    private static long distinct(List<Event<?>> events) {
        return events.stream().<java.util.UUID>map(Event::id).distinct().count();
    }

    private static long[] seeds() {
        String seeds = System.getProperty("sluice.worker.seeds", "1,2,3");
        return Stream.of(seeds.split(","))
                .flatMapToLong(part -> {
                    String[] ends = part.split("-");
                    return LongStream.rangeClosed(
                            Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
                })
                .toArray();
    }
}
