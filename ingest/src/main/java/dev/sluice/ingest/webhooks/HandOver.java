package dev.sluice.ingest.webhooks;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;

/**
 * Gives a producer what there is for it, in order and many at once, on the one thread that may wait
 * for it. Whatever an event loop has to give goes when it has read all that had come.
 */
final class HandOver {

    private final Function<Consumer<Producer<String, byte[]>>, CompletionStage<Void>> sendingThread;
    private final Queue<DeliveryPart> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    /**
     * @param sendingThread runs something there, or fails where there is none any more
     */
    HandOver(Function<Consumer<Producer<String, byte[]>>, CompletionStage<Void>> sendingThread) {
        this.sendingThread = sendingThread;
    }

    /** Never blocks. */
    void add(List<DeliveryPart> parts) {
        waiting.addAll(parts);
        if (!called.compareAndSet(false, true)) {
            return;
        }
        Context context = Vertx.currentContext();
        if (context != null && context.isEventLoopContext()) {
            context.runOnContext(afterAllThatCame -> call());
        } else {
            call();
        }
    }

    private void call() {
        var _ =
                sendingThread
                        .apply(this::sendAll)
                        .whenComplete((done, failure) -> {
                            if (failure != null) {
                                failAll(failure);
                            }
                        });
    }

    private void sendAll(Producer<String, byte[]> producer) {
        called.set(false);
        for (DeliveryPart part = waiting.poll(); part != null; part = waiting.poll()) {
            try {
                var _ = producer.send(part.record(), part);
            } catch (RuntimeException e) {
                part.stored().completeExceptionally(e);
            }
        }
    }

    /** The producer is closed: we are shutting down. */
    private void failAll(Throwable failure) {
        called.set(false);
        for (DeliveryPart part = waiting.poll(); part != null; part = waiting.poll()) {
            part.stored().completeExceptionally(failure);
        }
    }
}
