package dev.sluice.events.wire;

import dev.sluice.events.Event;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends events through a channel and returns when the broker has acknowledged them; blocks, so not
 * for event loops.
 */
public final class EventSender {

    /** Longer than the producer's own delivery timeout may take in the configurations we ship. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final MutinyEmitter<byte[]> emitter;

    public EventSender(MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /**
     * Sends one event.
     *
     * @throws RetryableException when the broker did not acknowledge it; sending it again is safe
     * @throws RecordTooLargeException when the broker takes less than {@link
     *     EventWriter#MAX_RECORD_BYTES}; sending it again is useless
     */
    public void send(Event<?> event) {
        var message = EventWriter.message(event);
        try {
            emitter.sendMessage(message).await().atMost(PATIENCE);
        } catch (RecordTooLargeException e) {
            throw e;
        } catch (KafkaException | TimeoutException e) {
            throw new RetryableException(
                    "the broker did not acknowledge " + event.type().wireName(), e);
        }
    }
}
