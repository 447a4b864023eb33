package dev.sluice.standalone;

import dev.sluice.standalone.cli.CommandErrors;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Logs;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.util.function.IntSupplier;
import picocli.CommandLine;

/** Where {@code java -jar} begins. */
@QuarkusMain
public final class Sluice {

    private Sluice() {}

    public static void main(String... arguments) {
        Logs.quieten();
        System.exit(exitCode(() -> commandLine().execute(arguments), System.err));
    }

    /** An error of the machine, such as too little memory, must not look like a verdict. */
    static int exitCode(IntSupplier command, PrintStream err) {
        try {
            return command.getAsInt();
        } catch (Error e) {
            err.println(
                    "sluice: internal error: "
                            + e.getClass().getSimpleName()
                            + ": "
                            + e.getMessage());
            return ExitCodes.INTERNAL;
        }
    }

    /** The whole command line, with our exit codes. */
    static CommandLine commandLine() {
        var errors = new CommandErrors(System.getenv("SLUICE_DEBUG") != null);
        return new CommandLine(new SluiceCommand())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }
}
