package dev.sluice.scanners.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * An ordered set of rules. Where two of them see the same text, the first is right, so specific
 * ones come before general ones.
 */
public final class SecretRules {

    private static final String BUNDLED = "secret-rules.yaml";

    private final List<SecretRule> rules;
    private final String digest;

    private SecretRules(List<SecretRule> rules, String text) {
        this.rules = List.copyOf(rules);
        this.digest = Sha256.hex(text);
    }

    /** The rules that come with Sluice. */
    public static SecretRules bundled() {
        try (InputStream file =
                        Objects.requireNonNull(
                                SecretRules.class.getResourceAsStream(BUNDLED), BUNDLED);
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return parse(BUNDLED, reader.readAllAsString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Rules from a text.
     *
     * @param file the name that complaints give it
     * @throws InvalidRulesException when one of them cannot be used
     */
    public static SecretRules parse(String file, String yaml) {
        return new SecretRules(new RuleReader(file).read(yaml), yaml);
    }

    /** Hexadecimal SHA-256 of the text. */
    public String digest() {
        return digest;
    }

    List<SecretRule> list() {
        return rules;
    }
}
