package dev.sluice.standalone.deliveries;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice deliveries list|show}. */
@Command(
        name = "deliveries",
        description = "Says what became of webhooks.",
        synopsisSubcommandLabel = "(list | show)",
        subcommands = {ListCommand.class, ShowCommand.class})
public final class DeliveriesCommand implements Runnable {

    /** The names are what users type. */
    enum Format {
        text,
        json
    }

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command: list or show");
        }
    }
}
