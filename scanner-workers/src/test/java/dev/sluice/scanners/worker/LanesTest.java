package dev.sluice.scanners.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class LanesTest {

    private final List<String> taps = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final Tap tap =
            new Tap() {
                @Override
                public void pause(int partition) {
                    taps.add("pause " + partition);
                }

                @Override
                public void resume(int partition) {
                    taps.add("resume " + partition);
                }
            };

    private record Piece(String repository, int partition, int bytes, Runnable action)
            implements Lanes.Work {
        @Override
        public void run() {
            action.run();
        }
    }

    @AfterEach
    void end() {
        stuck.countDown();
    }

    @Test
    void aRepositoryThatIsStuckHoldsUpNoOtherOfItsPartition() {
        var lanes = lanes(2);
        lanes.add(stuck("slow"));
        IntStream.range(0, 200).forEach(i -> lanes.add(piece("other-" + i, "done")));

        eventually().until(() -> done.size() == 200);
    }

    @Test
    void keepsTheOrderOfARepositoryAndDoesOneAtATime() {
        var lanes = lanes(4);
        lanes.add(stuck("one"));
        IntStream.range(10, 60).forEach(i -> lanes.add(piece("one", "" + i)));
        lanes.add(piece("two", "two"));
        eventually().until(() -> done.equals(List.of("two")));

        stuck.countDown();

        eventually().until(() -> done.size() == 51);
        assertThat(done.subList(1, 51)).isSorted();
    }

    @Test
    void repositoriesTakeTurns() throws InterruptedException {
        var lanes = lanes(1);
        lanes.add(stuck("first"));
        begun.await();
        List.of("noisy 1", "noisy 2", "noisy 3", "noisy 4")
                .forEach(name -> lanes.add(piece("noisy", name)));
        lanes.add(piece("quiet", "quiet 1"));
        lanes.add(piece("quiet", "quiet 2"));

        stuck.countDown();

        eventually().until(() -> done.size() == 6);
        assertThat(done)
                .containsExactly("noisy 1", "quiet 1", "noisy 2", "quiet 2", "noisy 3", "noisy 4");
    }

    @Test
    void aBacklogPausesItsPartitionUntilItIsWorkedOff() throws InterruptedException {
        var lanes = lanes(1);
        lanes.add(stuck("noisy"));
        begun.await();
        IntStream.range(0, Lanes.PAUSED).forEach(i -> lanes.add(piece("noisy", "" + i)));
        assertThat(taps).containsExactly("pause 0");

        stuck.countDown();

        eventually().until(() -> done.size() == Lanes.PAUSED);
        assertThat(taps).containsExactly("pause 0", "resume 0");
    }

    @Test
    void aBacklogThatIsDroppedLetsItsPartitionGoOn() throws InterruptedException {
        var lanes = lanes(1);
        lanes.add(stuck("noisy"));
        begun.await();
        IntStream.range(0, Lanes.PAUSED).forEach(i -> lanes.add(piece("noisy", "" + i)));

        lanes.drop(work -> true);

        assertThat(taps).containsExactly("pause 0", "resume 0");
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void everythingWaitsBeforeRecordsFillMemory() throws InterruptedException {
        var lanes = lanes(1);
        lanes.add(stuck("noisy"));
        begun.await();
        var last = CompletableFuture.<Void>completedFuture(null);
        for (int i = 0; i < Lanes.MOST; i++) {
            assertThat(last).isDone();
            last = lanes.add(piece("other-" + i, "done"));
        }
        assertThat(last).isNotDone();

        stuck.countDown();

        CompletableFuture<Void> waited = last;
        eventually().until(waited::isDone);
    }

    @Test
    void everythingWaitsBeforeBytesFillMemory() throws InterruptedException {
        var lanes = lanes(1);
        lanes.add(stuck("noisy"));
        begun.await();

        var room = lanes.add(new Piece("large", 0, (int) Lanes.MOST_BYTES, () -> {}));

        assertThat(room).isNotDone();
        stuck.countDown();
        eventually().until(room::isDone);
    }

    @Test
    void whatThrowsStopsNothing() {
        var lanes = lanes(1);
        lanes.add(
                new Piece(
                        "one",
                        0,
                        1,
                        () -> {
                            throw new IllegalStateException("a bug");
                        }));
        lanes.add(piece("one", "next"));

        eventually().until(() -> done.equals(List.of("next")));
    }

    @Test
    void beginsNothingAfterItIsClosed() throws InterruptedException {
        var lanes = lanes(1);
        lanes.add(stuck("one"));
        begun.await();
        lanes.add(piece("one", "waiting"));

        lanes.close();
        assertThat(lanes.add(piece("two", "late"))).isNotDone();
        stuck.countDown();

        eventually().until(() -> lanes.running() == 0);
        assertThat(done).isEmpty();
    }

    private Lanes<Piece> lanes(int slots) {
        return new Lanes<>("test", slots, tap);
    }

    private Piece piece(String repository, String name) {
        return new Piece(repository, 0, 1, () -> done.add(name));
    }

    private Piece stuck(String repository) {
        return new Piece(
                repository,
                0,
                1,
                () -> {
                    begun.countDown();
                    try {
                        stuck.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(600)).pollInterval(Duration.ofMillis(5));
    }
}
