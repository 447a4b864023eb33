package dev.sluice.standalone.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts a database and waits, so that it can be killed. */
final class DatabaseProcess {

    private static final String READY = "database at ";

    private DatabaseProcess() {}

    /** Returns when the database is ready. */
    static Process start(Path directory) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // It lives for a minute or two.
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DatabaseProcess.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                return process;
            }
        }
        throw new IOException("the database's process ended early");
    }

    public static void main(String[] arguments) throws Exception {
        try (var database = new EmbeddedDatabase(Path.of(arguments[0]))) {
            System.out.println(READY + database.jdbcUrl());
            new CountDownLatch(1).await();
        }
    }
}
