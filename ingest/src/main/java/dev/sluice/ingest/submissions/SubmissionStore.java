package dev.sluice.ingest.submissions;

import dev.sluice.events.Submission;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.events.wire.SubmissionWriter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where submissions are safe: {@code sluice.submissions}. */
@ApplicationScoped
class SubmissionStore {

    private static final Logger LOG = Logger.getLogger(SubmissionStore.class);

    private final MutinyEmitter<byte[]> emitter;

    /**
     * @param emitter unbounded, because the number of submissions in flight is bounded
     */
    SubmissionStore(
            @Channel("submissions-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /**
     * Stores a submission.
     *
     * @return whether the broker has acknowledged every part within the time
     */
    boolean store(
            Submission submission,
            @Nullable String checkoutUri,
            byte[] compressed,
            @Nullable String traceparent,
            Duration patience)
            throws InterruptedException {
        try {
            CompletableFuture.allOf(
                            SubmissionWriter.events(
                                            submission, checkoutUri, compressed, traceparent)
                                    .stream()
                                    .map(EventWriter::message)
                                    .map(part ->
                                            emitter.sendMessage(part).subscribeAsCompletionStage())
                                    .toArray(CompletableFuture<?>[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            LOG.warnf(
                    "submission %s was not stored: %s",
                    submission.id(), rootCause(e).getClass().getSimpleName());
            return false;
        }
    }

    private static Throwable rootCause(Throwable failure) {
        return failure.getCause() == null ? failure : rootCause(failure.getCause());
    }
}
