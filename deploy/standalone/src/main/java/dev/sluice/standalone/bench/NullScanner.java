package dev.sluice.standalone.bench;

import dev.sluice.events.Coverage;
import dev.sluice.events.Tool;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Scanner;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Finds nothing at once, so that what is measured is everything else. Only there for the benchmark.
 */
@Singleton
@LookupIfProperty(name = NullScanner.ENABLED, stringValue = "true")
public class NullScanner implements Scanner {

    static final String ENABLED = "sluice.bench.null-scanner";
    static final String NAME = "null";

    private static final String DIGEST = "0".repeat(64);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String ruleDigest() {
        return DIGEST;
    }

    @Override
    public String snapshotDigest() {
        return "";
    }

    @Override
    public ScanOutcome scan(ScanInput input) {
        return new ScanOutcome.Completed(
                new Tool(NAME, "1", DIGEST),
                List.of(),
                List.of(),
                new Coverage(0, 0, List.of()),
                null,
                null);
    }
}
