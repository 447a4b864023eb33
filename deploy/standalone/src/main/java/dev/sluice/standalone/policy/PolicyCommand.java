package dev.sluice.standalone.policy;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice policy check|test|explain|schema}. */
@Command(
        name = "policy",
        description = "Checks, tests and explains policies, without a server.",
        synopsisSubcommandLabel = "(check | test | explain | schema)",
        subcommands = {
            CheckCommand.class,
            TestCommand.class,
            ExplainCommand.class,
            SchemaCommand.class
        })
public final class PolicyCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing command: check, test, explain or schema");
        }
    }
}
