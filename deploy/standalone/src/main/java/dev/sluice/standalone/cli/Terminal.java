package dev.sluice.standalone.cli;

import java.io.Console;
import java.io.PrintWriter;

/**
 * Writes lines for people; coloured only where a person looks and has not said {@code NO_COLOR}.
 */
public final class Terminal {

    private static final String RESET = "\u001b[0m";

    private final PrintWriter out;
    private final boolean colours;

    public Terminal(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** Coloured where standard output is a terminal. */
    public static Terminal of(PrintWriter out) {
        return new Terminal(out, isTerminal() && System.getenv("NO_COLOR") == null);
    }

    /** Whether a person looks at the output. */
    @SuppressWarnings("SystemConsoleNull") // it may be, under -Djdk.console=java.base
    public static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    public void line() {
        line("");
    }

    public String bold(String text) {
        return styled("1", text);
    }

    public String dim(String text) {
        return styled("2", text);
    }

    public String red(String text) {
        return styled("31", text);
    }

    public String green(String text) {
        return styled("32", text);
    }

    public String yellow(String text) {
        return styled("33", text);
    }

    private String styled(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + RESET : text;
    }

    /** The text without whatever could steer a terminal or pretend to be another line. */
    public static String clean(String text) {
        return text.codePoints()
                .map(c ->
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                                ? '?'
                                : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
