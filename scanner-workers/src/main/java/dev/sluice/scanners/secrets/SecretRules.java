package dev.sluice.scanners.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An ordered set of rules. Where two of them see the same text, the first is right, so specific
 * ones come before general ones.
 */
public final class SecretRules {

    /** More than anybody writes, and few enough to be read by every worker. */
    static final int MOST_RULES = 1000;

    private static final int MOST_CHARACTERS = 1 << 20;

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

    /**
     * These rules and those of a file, in gitleaks' format when its name ends in {@code .toml}, in
     * our own otherwise. Its allow lists hold for all of them.
     *
     * @throws InvalidRulesException when something in it cannot be used
     */
    public SecretRules with(String file, String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidRulesException(
                    "%s:1: the file has more than %d characters".formatted(file, MOST_CHARACTERS));
        }
        GitleaksReader.Read read =
                file.endsWith(".toml")
                        ? new GitleaksReader(file).read(text)
                        : new GitleaksReader.Read(new RuleReader(file).read(text), List.of());
        return new SecretRules(
                together(file, read.rules()).stream()
                        .map(rule -> rule.allowing(exceptions(read, rule)))
                        .toList(),
                digest + "\n" + text);
    }

    /** These rules, for which comments in the scanned files count that allow a secret. */
    public SecretRules allowingComments() {
        return new SecretRules(
                rules.stream().map(rule -> rule.allowing(List.of(AllowList.COMMENTS))).toList(),
                digest + "\ncomments");
    }

    private List<SecretRule> together(String file, List<SecretRule> more) {
        var all = new ArrayList<>(more);
        for (SecretRule rule : rules) {
            if (more.stream().anyMatch(other -> other.id().equals(rule.id()))) {
                throw new InvalidRulesException(
                        "%s:1: rule %s: Sluice has a rule of this id; choose another one"
                                .formatted(file, rule.id()));
            }
            all.add(rule);
        }
        return all;
    }

    private static List<AllowList> exceptions(GitleaksReader.Read read, SecretRule rule) {
        return read.exceptions().stream()
                .filter(e -> e.rules().isEmpty() || e.rules().contains(rule.id()))
                .map(GitleaksReader.Exemption::allowed)
                .toList();
    }

    /** Hexadecimal SHA-256 of what they were read from. */
    public String digest() {
        return digest;
    }

    List<SecretRule> list() {
        return rules;
    }
}
