package dev.sluice.standalone.connect;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice connect github}. */
@Command(
        name = "connect",
        description = "Connects Sluice to a forge, or checks how it is connected.",
        synopsisSubcommandLabel = "github",
        subcommands = ConnectGitHubCommand.class)
public final class ConnectCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command: github");
        }
    }
}
