package dev.sluice.scanners.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scanners.fixture.OtherJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another JVM holds the lock, as another worker over the same cache directory would. */
@Timeout(600)
class MirrorLockTest {

    @TempDir Path directory;

    @Test
    void isHadByOneProcessAtATimeAndOutlivesNone() throws Exception {
        Path file = directory.resolve("mirrors").resolve("a.in-use");
        Process other = OtherJvm.running(Holder.class, file);
        var killed = new AtomicBoolean();
        CompletableFuture<Void> mine = CompletableFuture.runAsync(() -> lockAfter(killed, file));

        killed.set(true);
        other.destroyForcibly().waitFor();

        mine.get();
    }

    private static void lockAfter(AtomicBoolean killed, Path file) {
        try (var _ = MirrorLock.on(file)) {
            assertThat(killed).as("the other one was killed before").isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Holds the lock until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (var _ = MirrorLock.on(Path.of(arguments[0]))) {
                OtherJvm.ready();
                Thread.currentThread().join();
            }
        }
    }
}
