package dev.sluice.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The suites with everything in one JVM, started as users start it. */
class OneJvmIT extends AgreementSuite {

    private static OneJvm line;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        line = OneJvm.start(directory);
    }

    @AfterAll
    static void stop() {
        if (line != null) {
            line.close();
        }
    }

    @Override
    Line line() {
        return line;
    }
}
