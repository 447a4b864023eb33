package dev.sluice.scanners.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another JVM holds the lock, as another worker over the same cache directory would. */
@Timeout(60)
class MirrorLockTest {

    @TempDir Path directory;

    @Test
    void isHadByOneProcessAtATimeAndOutlivesNone() throws Exception {
        Path file = directory.resolve("mirrors").resolve("a.in-use");
        Process other = holderOf(file);
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

    /** Returns when it has the lock. */
    private static Process holderOf(Path file) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(process.getInputStream().read()).isEqualTo('l');
        return process;
    }

    /** Holds the lock until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (var _ = MirrorLock.on(Path.of(arguments[0]))) {
                System.out.print('l');
                System.out.flush();
                Thread.currentThread().join();
            }
        }
    }
}
