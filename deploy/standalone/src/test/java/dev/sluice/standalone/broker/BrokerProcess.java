package dev.sluice.standalone.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker in a process of its own, so that it can be killed. */
final class BrokerProcess {

    private static final String READY = "broker at ";

    private BrokerProcess() {}

    static Process start(Path directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // It lives for a minute or two.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static String address(Process process) throws IOException {
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
        throw new IOException("the broker's process ended early");
    }

    public static void main(String[] arguments) throws Exception {
        try (var broker = new EmbeddedBroker(Path.of(arguments[0]))) {
            System.out.println(READY + broker.bootstrapServers());
            new CountDownLatch(1).await();
        }
    }
}
