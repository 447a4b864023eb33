package dev.sluice.notifier.loop;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WakefulLoopTest {

    private final Queue<Thread> steps = new ConcurrentLinkedQueue<>();
    private @Nullable WakefulLoop loop;

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.stop();
        }
    }

    @Test
    void stepsAgainWithoutBeingWoken() {
        start(Duration.ofMillis(20));

        await().atMost(Duration.ofMinutes(2)).until(() -> steps.size() >= 3);
    }

    @Test
    void stepsAtOnceWhenWoken() {
        WakefulLoop slow = start(Duration.ofHours(1));
        await().atMost(Duration.ofMinutes(2)).until(() -> steps.size() == 1);

        slow.wake();

        await().atMost(Duration.ofMinutes(2)).until(() -> steps.size() == 2);
    }

    private WakefulLoop start(Duration period) {
        var started = new WakefulLoop("test", period, () -> steps.add(Thread.currentThread()));
        loop = started;
        started.start();
        return started;
    }
}
