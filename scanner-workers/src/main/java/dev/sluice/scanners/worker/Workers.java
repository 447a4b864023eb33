package dev.sluice.scanners.worker;

import dev.sluice.scanners.githubapp.GitHubAppConfig;
import dev.sluice.scanners.mirror.MirrorConfig;
import dev.sluice.scanners.mirror.Mirrors;
import dev.sluice.scanners.results.RememberingScanner;
import dev.sluice.scanners.results.ResultStore;
import dev.sluice.scanners.revision.RevisionScan;
import dev.sluice.scanners.spi.Scanner;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Puts the worker together. */
@Singleton
class Workers {

    private static final Logger LOG = Logger.getLogger(Workers.class);

    /**
     * Makes the worker before the first change comes, so that wrong configuration is told at once.
     */
    void start(@Observes StartupEvent event, ChangeScans scans) {
        LOG.debugf("%s set up", scans.getClass().getSimpleName());
    }

    @Produces
    @Singleton
    ChangeScans scans(
            Instance<Scanner> scanners,
            WorkerConfig worker,
            MirrorConfig mirrors,
            GitHubAppConfig app) {
        Clock clock = Clock.systemUTC();
        var results =
                new ResultStore(mirrors.cache().resolve("results"), worker.resultCache(), clock);
        List<Scanner> selected =
                ScannerSelection.of(scanners.stream(), worker.scanners()).stream()
                        .<Scanner>map(scanner -> new RememberingScanner(scanner, results))
                        .toList();
        return new ChangeScans(
                new Mirrors(mirrors, app, clock),
                new RevisionScan(selected, worker.scanTimeout(), clock),
                clock);
    }
}
