package dev.sluice.standalone.bench.scan;

import dev.sluice.scanners.dependencies.DependenciesScanner;
import dev.sluice.scanners.local.LocalRepositoryException;
import dev.sluice.standalone.bench.MarkedPart;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice bench scan}. */
@Command(
        name = "scan",
        description = {
            "Measures what a second push costs that changes one file, beside the first one, with all"
                    + " scanners and without fetching,",
            "on a copy of a repository."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sluice bench scan ~/src/app",
            "  sluice bench scan --write docs/benchmarks.md   replaces the table there"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls
public final class ScanBenchCommand implements Callable<Integer> {

    private static final int MAX_ROUNDS = 100;

    private static final MarkedPart PART = new MarkedPart("bench scan");

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "REPOSITORY",
            defaultValue = ".",
            description = "What is pushed (default: the one around here).")
    private Path repository;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often both are scanned (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Put the table into this file, between its markers.")
    private @Nullable Path write;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            throw Refusal.usage("--rounds is " + rounds + ", from 1 to " + MAX_ROUNDS);
        }
        if (write != null) {
            PART.require(write);
        }
        List<String> lines = measure();
        var terminal = Terminal.of(spec.commandLine().getOut());
        lines.forEach(terminal::line);
        if (write != null) {
            PART.replace(write, lines);
        }
        return ExitCodes.PASS;
    }

    private List<String> measure() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("sluice-bench");
        try (var dependencies = new DependenciesScanner(directory.resolve("cache"))) {
            TwoPushes pushes = TwoPushes.of(repository, directory.resolve("copy.git"));
            return new ScanBenchmark(pushes, directory, dependencies).run(rounds);
        } catch (LocalRepositoryException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()), e);
        } finally {
            PathUtils.deleteDirectory(directory);
        }
    }
}
