package dev.sluice.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.standalone.cli.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The load in a JVM of its own: what it allocates and compiles is not the measured program's. It is
 * told what to do line by line and answers each with one.
 */
final class LoadProcess implements AutoCloseable {

    private static final String CLOSED = "closed";
    private static final String OPEN = "open";

    private final Process process;
    private final Writer orders;
    private final BufferedReader results;

    private LoadProcess(Process process) {
        this.process = process;
        this.orders = new OutputStreamWriter(process.getOutputStream(), UTF_8);
        this.results = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** The same program with a hidden command. */
    static LoadProcess start(int port, String secret, int connections) throws IOException {
        var builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-jar",
                                System.getProperty("java.class.path"),
                                "bench",
                                "load",
                                Integer.toString(port),
                                Integer.toString(connections)));
        var load = new LoadProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
        load.order(secret);
        return load;
    }

    LoadResult closed(Duration time, long deliveries, boolean mixed) throws IOException {
        return measure("%s %d %d %b".formatted(CLOSED, time.toMillis(), deliveries, mixed));
    }

    LoadResult open(Duration time, int rate) throws IOException {
        return measure("%s %d %d".formatted(OPEN, time.toMillis(), rate));
    }

    private LoadResult measure(String order) throws IOException {
        order(order);
        String line = results.readLine();
        if (line == null) {
            throw Refusal.internal("the load generator has ended; its complaint is above");
        }
        return LoadResult.parse(line);
    }

    private void order(String line) throws IOException {
        orders.write(line + "\n");
        orders.flush();
    }

    /** The other end: obeys until there are no more orders. */
    static void obey(BufferedReader orders, Writer results, int port, int connections)
            throws IOException, InterruptedException {
        try (var load = new Load(port, orders.readLine(), connections)) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] words = order.split(" ", -1);
                Duration time = Duration.ofMillis(Long.parseLong(words[1]));
                LoadResult result =
                        words[0].equals(CLOSED)
                                ? load.closed(
                                        time,
                                        Long.parseLong(words[2]),
                                        Boolean.parseBoolean(words[3]))
                                : load.open(time, Integer.parseInt(words[2]));
                results.write(result.format() + "\n");
                results.flush();
            }
        }
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.onExit().join();
    }
}
