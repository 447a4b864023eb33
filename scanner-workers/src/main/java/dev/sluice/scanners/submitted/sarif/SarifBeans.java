package dev.sluice.scanners.submitted.sarif;

import dev.sluice.scanners.submitted.ResultFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the format known to the worker. */
@ApplicationScoped
public class SarifBeans {

    @Produces
    @Singleton
    ResultFormat sarif() {
        return new SarifFormat();
    }
}
