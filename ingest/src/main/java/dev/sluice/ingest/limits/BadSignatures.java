package dev.sluice.ingest.limits;

import dev.sluice.events.ActRecorded;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.ingest.audit.AuditTrail;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Raises the alarm when somebody tries signatures: in the audit log, as a metric and in the log.
 */
@Singleton
public class BadSignatures {

    private static final Logger LOG = Logger.getLogger(BadSignatures.class);
    private static final String ACTION = "webhook.signatures-refused";

    /** A stranger with many addresses is to fill the log at most, and never our memory. */
    private static final int WRITTEN_AT_ONCE = 16;

    private final SignatureAlarm alarm;
    private final Counter alerts;
    private final AuditTrail audit;
    private final Semaphore writing = new Semaphore(WRITTEN_AT_ONCE);

    @Inject
    BadSignatures(LimitsConfig config, MeterRegistry registry, AuditTrail audit) {
        this.alarm =
                new SignatureAlarm(
                        config.badSignatures(),
                        config.badSignaturesTogether(),
                        config.badSignaturesQuiet(),
                        config.sources(),
                        Clock.systemUTC());
        this.alerts = registry.counter("sluice.ingest.signature.alerts");
        this.audit = audit;
    }

    /** Somebody at this address signed with a secret that is none of ours. Never blocks. */
    public void heard(String forge, String address) {
        alarm.badSignature(address).ifPresent(burst -> raise(forge, burst));
    }

    private void raise(String forge, SignatureAlarm.Burst burst) {
        alerts.increment();
        LOG.warnf(
                "%d deliveries in the name of %s from %s are signed with none of our secrets",
                burst.count(), forge, burst.address());
        if (!writing.tryAcquire()) {
            LOG.errorf(
                    "too many at once: the audit log lacks this alert about %s", burst.address());
            return;
        }
        Thread.ofVirtual()
                .name("audit-bad-signatures")
                .start(() -> {
                    try {
                        write(forge, burst);
                    } finally {
                        writing.release();
                    }
                });
    }

    private void write(String forge, SignatureAlarm.Burst burst) {
        UUID id = DeterministicId.of(ACTION, forge, burst.address(), burst.first().toString());
        try {
            audit.writeInTheEnd(
                    id,
                    id,
                    new ActRecorded(
                            burst.address(),
                            ACTION,
                            forge,
                            null,
                            "%d deliveries since %s are signed with none of our secrets"
                                    .formatted(burst.count(), burst.first())));
        } catch (RetryableException e) {
            LOG.errorf(e, "the audit log lacks this alert about %s", burst.address());
        }
    }
}
