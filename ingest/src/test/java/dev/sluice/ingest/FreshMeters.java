package dev.sluice.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Meters live as long as the JVM, and tests start several applications in it: the gauges of one
 * that has ended would be found by the next, and show nothing.
 */
@ApplicationScoped
class FreshMeters {

    void forget(@Observes ShutdownEvent event, MeterRegistry meters) {
        meters.clear();
    }
}
