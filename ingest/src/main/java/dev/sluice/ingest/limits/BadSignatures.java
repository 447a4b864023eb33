package dev.sluice.ingest.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Raises the alarm when somebody tries signatures: in the audit log, as a metric and in the log.
 */
@Singleton
public class BadSignatures {

    private static final Logger LOG = Logger.getLogger(BadSignatures.class);

    private final SignatureAlarm alarm;
    private final Counter alerts;

    @Inject
    BadSignatures(LimitsConfig config, MeterRegistry registry) {
        this(
                new SignatureAlarm(
                        config.badSignatures(),
                        config.badSignaturesQuiet(),
                        config.sources(),
                        Clock.systemUTC()),
                registry);
    }

    BadSignatures(SignatureAlarm alarm, MeterRegistry registry) {
        this.alarm = alarm;
        this.alerts = registry.counter("sluice.ingest.signature.alerts");
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
    }
}
