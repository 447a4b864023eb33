package dev.sluice.scanners.worker;

import dev.sluice.scanners.fixture.WordScanner;
import dev.sluice.scanners.spi.Scanner;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

class TestScanners {

    @Produces
    @Singleton
    Scanner words() {
        return new WordScanner("words", "bad");
    }
}
