package dev.sluice.scanners.submitted.cyclonedx;

import dev.sluice.scanners.submitted.ResultFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the format known to the worker. */
@ApplicationScoped
public class CycloneDxBeans {

    @Produces
    @Singleton
    ResultFormat cycloneDx() {
        return new CycloneDxFormat();
    }
}
