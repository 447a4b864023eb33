package dev.sluice.standalone.client;

import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a Sluice is asked with; {@code toString} never shows it. */
record Token(String value) {

    static final String VARIABLE = "SLUICE_TOKEN";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,12000}");

    /**
     * The one in the environment, else the administrator's of a Sluice on this machine. That of the
     * administrator is good here only, so it is sent nowhere else.
     *
     * @throws Refusal when it cannot be a token, or would be readable on the way
     */
    static Optional<Token> of(
            Map<String, String> environment, ServerAddress server, Path administrator) {
        String given = environment.getOrDefault(VARIABLE, "").strip();
        if (given.isEmpty()) {
            return server.isLocal() ? kept(administrator) : Optional.empty();
        }
        if (server.isOpen()) {
            throw Refusal.usage(
                    VARIABLE
                            + " would be readable on its way to "
                            + server
                            + "; use https, or a tunnel that ends at 127.0.0.1");
        }
        return Optional.of(checked(given, VARIABLE));
    }

    private static Optional<Token> kept(Path file) {
        try {
            return Optional.of(checked(Files.readString(file).strip(), file.toString()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw Refusal.usage(
                    "cannot read the administrator's token in "
                            + file
                            + " ("
                            + e.getClass().getSimpleName()
                            + "); be who started Sluice, or set "
                            + VARIABLE,
                    e);
        }
    }

    private static Token checked(String value, String place) {
        if (!FORM.matcher(value).matches()) {
            throw Refusal.usage("what is in " + place + " is not a token");
        }
        return new Token(value);
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "Token";
    }
}
