package dev.sluice.scanners.worker;

import dev.sluice.scanners.fixture.WordScanner;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Scanner;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;

final class TestScanners {

    /** Finds words, and holds on where a tree has the file {@code slow} until it is let go. */
    static final class Words implements Scanner {

        private final WordScanner words = new WordScanner("words", "bad");
        private volatile CountDownLatch begun = new CountDownLatch(1);
        private volatile CountDownLatch letGo = new CountDownLatch(1);

        /** From now on. */
        void hold() {
            begun = new CountDownLatch(1);
            letGo = new CountDownLatch(1);
        }

        @Override
        public String name() {
            return words.name();
        }

        @Override
        public String ruleDigest() {
            return words.ruleDigest();
        }

        @Override
        public String snapshotDigest() {
            return words.snapshotDigest();
        }

        @Override
        public ScanOutcome scan(ScanInput input) throws InterruptedException {
            if (input.head().files().stream().anyMatch(file -> file.path().equals("slow"))) {
                begun.countDown();
                letGo.await();
            }
            return words.scan(input);
        }

        void awaitSlow() throws InterruptedException {
            begun.await();
        }

        void letGo() {
            letGo.countDown();
        }
    }

    @Produces
    @Singleton
    Words words() {
        return new Words();
    }
}
