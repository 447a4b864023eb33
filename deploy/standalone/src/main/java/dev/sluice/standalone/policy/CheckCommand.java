package dev.sluice.standalone.policy;

import dev.sluice.policy.check.PolicyCheck;
import dev.sluice.policy.language.BrokenPolicy;
import dev.sluice.policy.language.ParsedPolicy;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.sources.CentralPolicy;
import dev.sluice.policy.yaml.PolicyProblem;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice policy check}. */
@Command(
        name = "check",
        description =
                "Says everything that is wrong with policies, one line each: file:line:column: reason.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sluice policy check .sluice/policy.yaml",
            "  sluice policy check --strict policies/*.yaml",
            "",
            "Rules that can never match and rules that add nothing to another one are warnings."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the policies can be used",
            "64:one cannot, or there is a warning and --strict; or wrong usage",
            "70:internal error"
        })
final class CheckCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Policies.")
    private List<Path> files = List.of();

    @Option(names = "--strict", description = "Take warnings for problems.")
    private boolean strict;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        var terminal = Terminal.of(spec.commandLine().getOut());
        boolean fine = true;
        for (Path file : files) {
            fine &= check(CentralPolicy.read(file), terminal);
        }
        return fine ? ExitCodes.PASS : ExitCodes.USAGE;
    }

    private boolean check(ParsedPolicy parsed, Terminal terminal) {
        return switch (parsed) {
            case BrokenPolicy broken -> {
                broken.problems().forEach(problem -> line(terminal, problem, ""));
                yield false;
            }
            case Policy policy -> {
                List<PolicyProblem> warnings = PolicyCheck.warnings(policy);
                warnings.forEach(warning -> line(terminal, warning, "warning: "));
                if (warnings.isEmpty()) {
                    int rules = policy.rules().size();
                    terminal.line(
                            Terminal.clean(policy.source())
                                    + ": ok, "
                                    + (rules == 1 ? "1 rule" : rules + " rules"));
                }
                yield warnings.isEmpty() || !strict;
            }
        };
    }

    private static void line(Terminal terminal, PolicyProblem problem, String kind) {
        var shown =
                new PolicyProblem(
                        problem.source(),
                        problem.line(),
                        problem.column(),
                        kind + problem.reason());
        terminal.line(Terminal.clean(shown.toString()));
    }
}
