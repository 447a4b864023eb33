package dev.sluice.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.standalone.bench.scan.ScanBenchCommand;
import dev.sluice.standalone.bench.secrets.SecretsBenchCommand;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Logs;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.run.Door;
import dev.sluice.standalone.run.Ground;
import dev.sluice.standalone.run.Services;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice bench line}, {@code ingest}, {@code secrets} and {@code scan}. */
@Command(
        name = "bench",
        description = "Measures Sluice on this machine.",
        synopsisSubcommandLabel = "(line | ingest | secrets | scan)",
        subcommands = {SecretsBenchCommand.class, ScanBenchCommand.class})
public final class BenchCommand implements Runnable {

    private static final int MAX_CHANGES = 10_000;
    private static final int MAX_RATE = 100;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec().commandLine(), "Missing command: line, ingest, secrets or scan");
    }

    @Command(
            name = "line",
            description = {
                "Sends signed webhooks at a fixed rate and measures the time until the status is at"
                        + " the forge,",
                "a double, with a scanner that does nothing. Uses a data directory of its own."
            },
            footerHeading = "%nExample:%n",
            footer = "  sluice bench line --changes 200 --rate 2")
    int line(
            @Option(
                            names = "--changes",
                            paramLabel = "N",
                            defaultValue = "200",
                            description = "How many are measured (default: ${DEFAULT-VALUE}).")
                    int changes,
            @Option(
                            names = "--rate",
                            paramLabel = "N",
                            defaultValue = "2",
                            description =
                                    "How many are sent each second (default: ${DEFAULT-VALUE}).")
                    int rate)
            throws IOException, InterruptedException {
        if (changes < 1 || changes > MAX_CHANGES) {
            throw Refusal.usage("--changes is " + changes + ", from 1 to " + MAX_CHANGES);
        }
        if (rate < 1 || rate > MAX_RATE) {
            throw Refusal.usage("--rate is " + rate + ", from 1 to " + MAX_RATE);
        }
        Logs.keep();
        var terminal = Terminal.of(spec().commandLine().getOut());
        Path directory = Files.createTempDirectory("sluice-bench");
        try (DataDirectory data = DataDirectory.open(directory);
                Ground ground = Ground.start(data);
                var benchmark = LineBenchmark.prepare(data, door(), changes, rate, terminal)) {
            new Services(ground, benchmark.door())
                    .run(
                            benchmark.settings(),
                            () -> {
                                benchmark.run();
                                return false;
                            });
        } finally {
            PathUtils.deleteDirectory(directory);
        }
        return ExitCodes.PASS;
    }

    @Command(
            name = "ingest",
            description = {
                "Delivers signed pushes of 8 KB as fast as they are accepted, in turns with a bare Kafka"
                        + " producer on the same broker,",
                "and says how the accept path compares. Uses a data directory of its own."
            },
            footerHeading = "%nExample:%n",
            footer = "  sluice bench ingest --deliveries 1000000")
    int ingest(
            @Option(
                            names = "--rounds",
                            paramLabel = "N",
                            defaultValue = "5",
                            description =
                                    "How often both sides take turns (default: ${DEFAULT-VALUE}).")
                    int rounds,
            @Option(
                            names = "--turn",
                            paramLabel = "SECONDS",
                            defaultValue = "3",
                            description = "How long a turn takes (default: ${DEFAULT-VALUE}).")
                    int turn,
            @Option(
                            names = "--connections",
                            paramLabel = "N",
                            defaultValue = "256",
                            description =
                                    "How many deliveries wait for an answer at once (default: ${DEFAULT-VALUE}).")
                    int connections,
            @Option(
                            names = "--deliveries",
                            paramLabel = "N",
                            defaultValue = "50000",
                            description =
                                    "Over how many the heap is watched (default: ${DEFAULT-VALUE}).")
                    long deliveries)
            throws IOException, InterruptedException {
        var options =
                new IngestBenchOptions(rounds, Duration.ofSeconds(turn), connections, deliveries);
        Logs.keep();
        var benchmark =
                new IngestBenchmark(door(), options, Terminal.of(spec().commandLine().getOut()));
        Path directory = Files.createTempDirectory("sluice-bench");
        try (DataDirectory data = DataDirectory.open(directory);
                Ground ground = Ground.start(data)) {
            new Services(ground, benchmark.door())
                    .run(
                            benchmark.settings(),
                            () -> {
                                benchmark.run(ground.bootstrapServers());
                                return false;
                            });
        } finally {
            PathUtils.deleteDirectory(directory);
        }
        return ExitCodes.PASS;
    }

    @Command(name = "load", hidden = true)
    int load(@Parameters(index = "0") int port, @Parameters(index = "1") int connections)
            throws IOException, InterruptedException {
        try (var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            LoadProcess.obey(orders, spec().commandLine().getOut(), port, connections);
        }
        return ExitCodes.PASS;
    }

    private static Door door() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Door("127.0.0.1", socket.getLocalPort());
        }
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        return spec;
    }
}
