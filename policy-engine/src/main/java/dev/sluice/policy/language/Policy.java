package dev.sluice.policy.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/** A policy whose conditions are compiled and type-checked; immutable and safe to share. */
public record Policy(String source, String name, String digest, List<Rule> rules)
        implements ParsedPolicy {

    private static final String DEFAULT = "default-policy.yaml";
    private static final String SCHEMA = "policy.schema.json";

    public Policy {
        rules = List.copyOf(rules);
    }

    /** The policy that holds where nobody wrote one. */
    public static Policy defaults() {
        return Default.POLICY;
    }

    /** The text of {@link #defaults()}. */
    public static String defaultText() {
        return resource(DEFAULT);
    }

    /** The JSON Schema that editors check policies with; it knows the frame, not the conditions. */
    public static String schema() {
        return resource(SCHEMA);
    }

    private static String resource(String name) {
        try (InputStream in = Policy.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a policy.
     *
     * @param source how problems name the text, usually a path
     */
    public static ParsedPolicy parse(String source, String text) {
        return PolicyReader.read(source, text);
    }

    /**
     * Reads a policy that has to be one.
     *
     * @throws BrokenPolicyException with all problems
     */
    public static Policy require(String source, String text) {
        return switch (parse(source, text)) {
            case Policy policy -> policy;
            case BrokenPolicy broken -> throw new BrokenPolicyException(broken);
        };
    }

    /** The same policy without these rules. */
    Policy without(Predicate<Rule> rules) {
        return new Policy(
                source, name, digest, this.rules.stream().filter(rules.negate()).toList());
    }

    /** Whether time alone can change what a rule says. */
    public boolean looksAtTheClock() {
        return rules.stream().anyMatch(Rule::looksAtTheClock);
    }

    private static final class Default {
        private static final Policy POLICY = require(DEFAULT, defaultText());
    }
}
