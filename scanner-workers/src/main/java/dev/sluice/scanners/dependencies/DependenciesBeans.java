package dev.sluice.scanners.dependencies;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the scanner known to the worker. */
@ApplicationScoped
public class DependenciesBeans {

    @Produces
    @Singleton
    DependenciesScanner scanner(DependenciesConfig config) {
        return new DependenciesScanner(config.cache());
    }

    void close(@Disposes DependenciesScanner scanner) {
        scanner.close();
    }
}
