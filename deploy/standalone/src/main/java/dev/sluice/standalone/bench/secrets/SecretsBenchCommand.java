package dev.sluice.standalone.bench.secrets;

import dev.sluice.scanners.secrets.InvalidRulesException;
import dev.sluice.scanners.secrets.SecretRules;
import dev.sluice.scanners.secrets.Workbench;
import dev.sluice.standalone.bench.MarkedPart;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice bench secrets}. */
@Command(
        name = "secrets",
        description = {
            "Measures the search for secrets: first that it misses nothing that every rule over every byte"
                    + " finds, then its speed,",
            "in turns with gitleaks' way in the same JVM, with gitleaks and ripgrep where they are on PATH,"
                    + " and with git on a history."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sluice bench secrets                              the sources of the JDK, this repository's history",
            "  sluice bench secrets ~/src --repository ~/src/app",
            "  sluice bench secrets --labels corpus/labels.csv   file,line,expected; recall and precision too",
            "  sluice bench secrets --write docs/benchmarks.md   replaces the table there"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls
public final class SecretsBenchCommand implements Callable<Integer> {

    private static final MarkedPart PART = new MarkedPart("bench secrets");

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILES",
            description =
                    "A directory or zip file to search (default: the JDK's src.zip, else generated files).")
    private @Nullable Path source;

    @Option(
            names = "--repository",
            paramLabel = "PATH",
            description =
                    "The repository whose history is searched (default: the one around here).")
    private @Nullable Path repository;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "Labelled lines, CSV (file,line,expected) or JSON lines; expected is a rule id, yes or no.")
    private @Nullable Path labels;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Rules instead of the bundled ones.")
    private @Nullable Path rules;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often both sides take turns (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long each side runs before it counts (default: ${DEFAULT-VALUE}).")
    private int warm;

    @Option(
            names = "--megabytes",
            paramLabel = "N",
            defaultValue = "64",
            description = "How much of the files is searched (default: ${DEFAULT-VALUE}).")
    private int megabytes;

    @Option(
            names = "--oracle",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "How many megabytes of them every rule looks at as a whole (default: ${DEFAULT-VALUE}).")
    private int oracle;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Put the table into this file, between its markers.")
    private @Nullable Path write;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var options = new SecretsBenchOptions(rounds, Duration.ofSeconds(warm), megabytes, oracle);
        if (write != null) {
            PART.require(write);
        }
        SecretRules chosen = rules == null ? SecretRules.bundled() : read(rules);
        var progress = new Progress(System.err, Terminal.isTerminal());
        progress.show("copying files");
        List<String> lines;
        try (BenchFiles files = BenchFiles.prepare(source, megabytes, chosen)) {
            lines =
                    new SecretsBenchmark(new Workbench(chosen), files, options, progress)
                            .run(repository(), labels)
                            .lines();
        } finally {
            progress.end();
        }
        var terminal = Terminal.of(spec.commandLine().getOut());
        lines.forEach(terminal::line);
        if (write != null) {
            PART.replace(write, lines);
        }
        return ExitCodes.PASS;
    }

    private static SecretRules read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Refusal.usage("there are no rules in " + file + ": it is no file");
        }
        try {
            return SecretRules.parse(file.toString(), Files.readString(file));
        } catch (InvalidRulesException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable Path repository() {
        if (repository != null) {
            return repository;
        }
        for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            if (Files.exists(here.resolve(".git")) && Programs.find("git").isPresent()) {
                return here;
            }
        }
        return null;
    }
}
