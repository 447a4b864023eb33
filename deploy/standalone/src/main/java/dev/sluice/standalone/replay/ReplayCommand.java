package dev.sluice.standalone.replay;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice replay deliveries}. */
@Command(
        name = "replay",
        description = "Does again what was done wrong, after a mended bug.",
        synopsisSubcommandLabel = "deliveries",
        subcommands = DeliveriesCommand.class)
public final class ReplayCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command: deliveries");
        }
    }
}
