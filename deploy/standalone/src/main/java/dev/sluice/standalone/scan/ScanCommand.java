package dev.sluice.standalone.scan;

import dev.sluice.policy.language.BrokenPolicyException;
import dev.sluice.policy.language.Policy;
import dev.sluice.scanners.dependencies.DependenciesScanner;
import dev.sluice.scanners.local.LocalRepositoryException;
import dev.sluice.scanners.secrets.FingerprintKeys;
import dev.sluice.scanners.secrets.SecretRules;
import dev.sluice.scanners.secrets.SecretsScanner;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice scan}: exit code 0 for pass, 1 for fail, 2 for indeterminate. */
@Command(
        name = "scan",
        description =
                "Scan a git repository on this disk and judge it by policy, without a server.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  sluice scan .                          everything counts as new",
            "  sluice scan . --base main              only what this branch adds can fail",
            "  sluice scan . --format sarif --output sluice.sarif",
            "",
            "Only commits are scanned, never the working tree. Without --policy, .sluice/policy.yaml",
            "of the base (or of the head without one) applies, else the built-in policy.",
            "Advisory data is the bundled sample: what it does not know is said to be not checked."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pass",
            "1:fail",
            "2:indeterminate, something that is required could not be checked",
            "64:wrong usage",
            "70:internal error"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls
public final class ScanCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "<path>",
            description = "A clone, a directory inside one, or a bare repository.")
    private Path path;

    @Option(
            names = "--base",
            paramLabel = "REF",
            description = "Compare with where the head left this branch, tag or commit.")
    private @Nullable String base;

    @Option(
            names = "--head",
            paramLabel = "REF",
            defaultValue = "HEAD",
            description = "What to scan (default: ${DEFAULT-VALUE}).")
    private String head;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The organisation's policy; the repository's own can only tighten it.")
    private @Nullable Path policy;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report there and print the verdict alone.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Policy central = policy == null ? null : policy(policy);
        Path cache = cache();
        Files.createDirectories(cache);
        var secrets =
                new SecretsScanner(
                        SecretRules.bundled(),
                        FingerprintKeys.inFile(cache.resolve("fingerprint.key")),
                        cache.resolve("secrets"));
        try (var dependencies = new DependenciesScanner(cache)) {
            var scan = new LocalScan(List.of(secrets, dependencies), central, Clock.systemUTC());
            ScanReport report = report(scan);
            write(report);
            return ExitCodes.of(report.evaluation().verdict());
        }
    }

    private ScanReport report(LocalScan scan) throws InterruptedException {
        var progress = new Progress(System.err, Terminal.isTerminal());
        try {
            return scan.run(path, base, head, progress);
        } catch (LocalRepositoryException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()), e);
        } finally {
            progress.end();
        }
    }

    private void write(ScanReport report) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (output == null) {
            format.write(report, out);
        } else {
            try (var file = Files.newBufferedWriter(output)) {
                format.write(report, file);
            } catch (IOException e) {
                throw usage("cannot write " + output, e);
            }
            out.println(TextReport.verdictLine(report));
        }
        out.flush();
    }

    private Policy policy(Path file) {
        try {
            return Policy.require(file.toString(), Files.readString(file));
        } catch (BrokenPolicyException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw usage("cannot read the policy " + file, e);
        }
    }

    private static Refusal usage(String what, IOException cause) {
        String why = cause instanceof NoSuchFileException ? "no such file" : "not possible";
        return Refusal.usage(what + ": " + why, cause);
    }

    private static Path cache() {
        String set = System.getenv("SLUICE_CACHE");
        return set == null || set.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "sluice")
                : Path.of(set);
    }
}
