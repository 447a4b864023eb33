package dev.sluice.standalone.deadletters;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice dead-letters list|show|replay|drop}. */
@Command(
        name = "dead-letters",
        description = "Shows what no service could handle, and has it replayed or dropped.",
        synopsisSubcommandLabel = "(list | show | replay | drop)",
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            ReplayCommand.class,
            DropCommand.class
        })
public final class DeadLettersCommand implements Runnable {

    static final String PATH = "/api/v1/dead-letters";

    /** The names are what users type. */
    enum Format {
        text,
        json
    }

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing command: list, show, replay or drop");
        }
    }
}
