package dev.sluice.ingest.deadletters;

import dev.sluice.events.wire.DeadLetterReader;
import dev.sluice.events.wire.RetryableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Puts dead letters on the list, and waits while the database is away. */
@ApplicationScoped
class LetterIntake {

    private static final Logger LOG = Logger.getLogger(LetterIntake.class);

    private final LetterTable table;
    private final MeterRegistry registry;

    LetterIntake(LetterTable table, MeterRegistry registry) {
        this.table = table;
        this.registry = registry;
    }

    @Incoming("dead-letters-in")
    @Blocking
    @Retry(maxRetries = -1, delay = 500, maxDuration = 0, retryOn = RetryableException.class)
    @ExponentialBackoff(maxDelay = 10_000)
    void on(ConsumerRecord<String, byte[]> record) {
        var letter = DeadLetterReader.read(record);
        table.enter(letter, record.partition(), record.offset());
        String service = Letter.service(letter.origin().reader());
        registry.counter("sluice.ingest.dead.letters", "service", service).increment();
        LOG.warnf(
                "%s could not handle %s/%d/%s: %s; dead letter %s",
                service,
                letter.origin().topic(),
                letter.origin().partition(),
                letter.origin().offsets(),
                letter.failure().reason(),
                letter.id());
    }
}
