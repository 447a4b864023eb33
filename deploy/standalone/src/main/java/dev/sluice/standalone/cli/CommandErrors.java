package dev.sluice.standalone.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever went wrong into one line and an exit code that is not a verdict's. Details are for
 * those who set {@code SLUICE_DEBUG}.
 */
public final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final boolean debug;

    public CommandErrors(boolean debug) {
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("sluice: " + firstLine(e));
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> meant = Suggestions.of(unmatched);
            if (!meant.isEmpty()) {
                err.println("Did you mean " + String.join(" or ", meant) + "?");
            }
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        details(e, err);
        return ExitCodes.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        if (e instanceof Refusal refusal) {
            err.println("sluice: " + refusal.getMessage());
            details(e, err);
            return refusal.exitCode();
        }
        err.println(
                "sluice: internal error: " + e.getClass().getSimpleName() + ": " + firstLine(e));
        if (!debug) {
            err.println("Set SLUICE_DEBUG=1 to see where.");
        }
        details(e, err);
        return ExitCodes.INTERNAL;
    }

    private void details(Exception e, PrintWriter err) {
        if (debug) {
            e.printStackTrace(err);
        }
        err.flush();
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage();
        return message == null ? "no message" : message.lines().findFirst().orElse("no message");
    }
}
