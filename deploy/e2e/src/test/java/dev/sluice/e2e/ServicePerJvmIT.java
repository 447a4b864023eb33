package dev.sluice.e2e;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The suite with each service in its own JVM. */
class ServicePerJvmIT extends LineSuite {

    private static ServicePerJvm line;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        line =
                ServicePerJvm.start(
                        directory, Map.of("SLUICE_SCANNER_WORKERS_FETCH_TIMEOUT", "PT20S"));
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
