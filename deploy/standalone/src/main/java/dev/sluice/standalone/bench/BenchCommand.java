package dev.sluice.standalone.bench;

import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Logs;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.run.Door;
import dev.sluice.standalone.run.Ground;
import dev.sluice.standalone.run.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice bench line}. */
@Command(
        name = "bench",
        description = "Measures Sluice on this machine.",
        synopsisSubcommandLabel = "(line)")
public final class BenchCommand implements Runnable {

    private static final int MAX_CHANGES = 10_000;
    private static final int MAX_RATE = 100;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec().commandLine(), "Missing command: line");
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
        var terminal = Terminal.of(spec().commandLine().getOut());
        Logs.keep();
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
