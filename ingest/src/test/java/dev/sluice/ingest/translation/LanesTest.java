package dev.sluice.ingest.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class LanesTest {

    private static final int NOISY = 0;
    private static final int QUIET = 1;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> taps = new CopyOnWriteArrayList<>();
    private final List<Integer> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final Lanes lanes =
            new Lanes(
                    threads,
                    new Lanes.Tap() {
                        @Override
                        public void pause(int partition) {
                            taps.add("pause " + partition);
                        }

                        @Override
                        public void resume(int partition) {
                            taps.add("resume " + partition);
                        }
                    });

    @AfterEach
    void end() {
        stuck.countDown();
        threads.close();
    }

    @Test
    void keepsTheOrderOfAPartition() {
        IntStream.range(0, 60).forEach(i -> lanes.add(NOISY, () -> done.add(i)));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> done.size() == 60);
        assertThat(done).isSorted();
    }

    @Test
    void aPartitionThatIsStuckHoldsUpNoOther() {
        lanes.add(NOISY, this::getStuck);
        IntStream.range(0, 50).forEach(i -> lanes.add(NOISY, () -> done.add(i)));

        lanes.add(QUIET, () -> done.add(1000));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> done.equals(List.of(1000)));
    }

    @Test
    void aBacklogPausesItsPartitionUntilItIsWorkedOff() {
        lanes.add(NOISY, this::getStuck);
        IntStream.range(0, Lanes.PAUSED + 1).forEach(i -> lanes.add(NOISY, () -> done.add(i)));
        assertThat(taps).containsExactly("pause 0");

        stuck.countDown();

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> done.size() == Lanes.PAUSED + 1);
        assertThat(taps).containsExactly("pause 0", "resume 0");
    }

    @Test
    void everythingWaitsBeforeMemoryFills() throws InterruptedException {
        lanes.add(NOISY, this::getStuck);
        begun.await();
        var last = CompletableFuture.<Void>completedFuture(null);
        for (int i = 0; i < Lanes.MOST; i++) {
            assertThat(last).isDone();
            last = lanes.add(NOISY, () -> done.add(0));
        }
        assertThat(last).isNotDone();

        stuck.countDown();

        CompletableFuture<Void> waited = last;
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(waited::isDone);
    }

    @Test
    void whatThrowsStopsNothing() {
        lanes.add(
                NOISY,
                () -> {
                    throw new IllegalStateException("a bug");
                });
        lanes.add(NOISY, () -> done.add(1));

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> done.equals(List.of(1)));
    }

    private void getStuck() {
        begun.countDown();
        try {
            stuck.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
