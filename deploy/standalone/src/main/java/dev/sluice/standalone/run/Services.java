package dev.sluice.standalone.run;

import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import io.quarkus.runtime.Quarkus;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The four services inside Quarkus. They run until a signal, an error or the work that was given
 * ends them; only then are broker and database stopped, or their data would have to be recovered at
 * the next start.
 */
public final class Services {

    private final Ground ground;
    private final Door door;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    public Services(Ground ground, Door door) {
        this.ground = ground;
        this.door = door;
    }

    /** What to do once the services answer. */
    @FunctionalInterface
    public interface Work {

        /** Returns whether the services shall go on running. */
        boolean run() throws Exception;
    }

    /**
     * Runs until the end, and stops the ground too.
     *
     * @param settings more of them, which win
     * @param work runs beside the services once they are ready
     * @throws Refusal when the services do not start
     */
    public int run(Map<String, String> settings, Work work) throws InterruptedException {
        ground.settings().forEach(System::setProperty);
        System.setProperty("quarkus.http.host", door.host());
        System.setProperty("quarkus.http.port", Integer.toString(door.port()));
        // Broker and clients have threads of their own beside them: more would only take turns.
        System.setProperty(
                "quarkus.vertx.event-loops-pool-size",
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        settings.forEach(System::setProperty);
        ground.holdUntil(stopped);
        Thread worker = Thread.ofVirtual().name("work").start(() -> run(work));
        Quarkus.run(null, (code, error) -> ended(error));
        worker.interrupt();
        ground.close();
        Throwable error = failure.get();
        if (error != null) {
            throw error instanceof Refusal refusal
                    ? refusal
                    : Refusal.internal("stopped: " + rootMessage(error), error);
        }
        return ExitCodes.PASS;
    }

    private void ended(@Nullable Throwable error) {
        if (error != null) {
            failure.compareAndSet(null, error);
        }
        stopped.countDown();
    }

    private void run(Work work) {
        try {
            Readiness.await(door);
            if (!work.run()) {
                Quarkus.asyncExit(ExitCodes.PASS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the services have ended
        } catch (Exception e) {
            failure.compareAndSet(null, e);
            Quarkus.asyncExit(ExitCodes.INTERNAL);
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
