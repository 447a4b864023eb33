package dev.sluice.standalone;

import dev.sluice.standalone.bench.BenchCommand;
import dev.sluice.standalone.cli.Version;
import dev.sluice.standalone.completion.CompletionCommand;
import dev.sluice.standalone.connect.ConnectCommand;
import dev.sluice.standalone.deadletters.DeadLettersCommand;
import dev.sluice.standalone.deliveries.DeliveriesCommand;
import dev.sluice.standalone.policy.PolicyCommand;
import dev.sluice.standalone.replay.ReplayCommand;
import dev.sluice.standalone.scan.ScanCommand;
import dev.sluice.standalone.topics.TopicsCommand;
import dev.sluice.standalone.trace.TraceCommand;
import dev.sluice.standalone.up.UpCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
        name = "sluice",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Scans changes, decides by policy and publishes the verdict.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            ScanCommand.class,
            PolicyCommand.class,
            ConnectCommand.class,
            DeliveriesCommand.class,
            TraceCommand.class,
            DeadLettersCommand.class,
            ReplayCommand.class,
            TopicsCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pass, or done",
            "1:fail (a verdict, never anything else)",
            "2:indeterminate (a verdict, never anything else)",
            "64:the command line, the environment or a file given is wrong",
            "70:anything else went wrong"
        })
final class SluiceCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command");
        }
    }
}
