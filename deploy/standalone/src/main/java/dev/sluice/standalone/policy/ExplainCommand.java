package dev.sluice.standalone.policy;

import dev.sluice.policy.explain.Explanation;
import dev.sluice.policy.language.BrokenPolicy;
import dev.sluice.policy.language.BrokenPolicyException;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.sources.CentralPolicy;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice policy explain}. */
@Command(
        name = "explain",
        description = "Says in plain words what a policy asks, rule by rule.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sluice policy explain .sluice/policy.yaml",
            "  sluice policy explain                       the policy that is built in"
        })
final class ExplainCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A policy; the built-in one without it.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        var terminal = Terminal.of(spec.commandLine().getOut());
        Explanation.of(policy()).forEach(line -> terminal.line(Terminal.clean(line)));
        return ExitCodes.PASS;
    }

    private Policy policy() {
        if (file == null) {
            return Policy.defaults();
        }
        return switch (CentralPolicy.read(file)) {
            case Policy policy -> policy;
            case BrokenPolicy broken ->
                    throw Refusal.usage(
                            String.valueOf(new BrokenPolicyException(broken).getMessage()));
        };
    }
}
