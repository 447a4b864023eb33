package dev.sluice.ingest.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.ingest.kill.Sent.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever ingest was doing when it died: what it has acknowledged leads to its events, under the
 * ids that they always have, and to no others; what it has not acknowledged may be sent again.
 *
 * <p>{@code -Dsluice.kill.seeds=1-200} (or {@code 7,12}) chooses the seeds; without it there is one
 * for each step.
 */
@Timeout(600)
@EnabledIfSystemProperty(
        named = "sluice.faults",
        matches = "true",
        disabledReason = "KillAtEveryStepIT takes minutes; .ci/run runs it: -Dsluice.faults=true")
class KillAtEveryStepIT {

    private static final Step[] STEPS = Step.values();
    private static final AtomicLong REPOSITORIES = new AtomicLong(1000);

    private static Scene scene;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        scene = new Scene(directory);
        // From here on its tables are there to be locked.
        scene.dealsWith(Sent.of(Kind.PUSHED, REPOSITORIES.incrementAndGet()));
    }

    @AfterAll
    static void stop() {
        if (scene != null) {
            scene.close();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void losesAndDoublesNothing(long seed) {
        var random = new Random(seed);
        Step step = STEPS[(int) Math.floorMod(seed, (long) STEPS.length)];
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        try {
            dies(step, kind, random);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed %d: %s, %s".formatted(seed, kind, step), e);
        }
    }

    /** The topic's retention is the only end of its memory: replays give what was given. */
    @Test
    void readingEverythingAgainDoublesNothing() {
        long repository = REPOSITORIES.incrementAndGet();
        scene.dealsWith(Sent.pull(repository, 1, ""));
        scene.dealsWith(Sent.pull(repository, 2, ""));
        scene.dealsWith(Sent.of(Kind.REPOSITORY_DELETED, repository));
        int before = scene.history().size();

        scene.readsEverythingAgain();

        await().atMost(Duration.ofMinutes(2)).until(() -> scene.history().size() >= before + 5);
        scene.dealsWith(Sent.pull(repository, 99, ""));
        scene.dealsWith(Sent.pull(REPOSITORIES.incrementAndGet(), 99, ""));
        scene.history().check();
    }

    private static void dies(Step step, Kind kind, Random random) {
        boolean late = random.nextBoolean();
        boolean again = random.nextBoolean();
        long repository = REPOSITORIES.incrementAndGet();
        if (kind == Kind.REPOSITORY_DELETED) {
            scene.dealsWith(Sent.pull(repository, 1, ""));
            scene.dealsWith(Sent.pull(repository, 2, ""));
        }
        Sent delivery = Sent.of(kind, repository);

        try (Sending sending = scene.send(delivery)) {
            step.reach(scene, sending, random);
            scene.dies(late);
            if (!scene.history().isAcknowledged(delivery)) {
                assertThat(sending.status()).as("answer of the dead").isZero();
            }
        }

        if (again) {
            scene.dealsWith(delivery);
        }
        if (scene.history().isAcknowledged(delivery)) {
            scene.awaits(delivery);
        }
        // Deliveries of a repository keep their order: after this one there is nothing to come.
        scene.dealsWith(Sent.pull(repository, 99, ""));
        scene.history().check();
        if (scene.history().isAcknowledged(delivery)) {
            assertThat(scene.database().translations(delivery.correlationId()))
                    .as("entries in the ledger")
                    .isEqualTo(1);
        }
    }

    static LongStream seeds() {
        String[] seeds =
                System.getProperty("sluice.kill.seeds", "1-" + STEPS.length).split(",", -1);
        return Arrays.stream(seeds)
                .flatMapToLong(part -> {
                    String[] range = part.strip().split("-", 2);
                    return LongStream.rangeClosed(
                            Long.parseLong(range[0]), Long.parseLong(range[range.length - 1]));
                });
    }
}
