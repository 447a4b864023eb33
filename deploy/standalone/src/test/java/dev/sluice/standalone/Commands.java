package dev.sluice.standalone;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs commands in this JVM. */
public final class Commands {

    /** What a person sees. */
    public record Outcome(int exitCode, String out, String err) {}

    private Commands() {}

    public static Outcome run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode =
                Sluice.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
