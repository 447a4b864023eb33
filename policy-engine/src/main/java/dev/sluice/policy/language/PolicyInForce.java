package dev.sluice.policy.language;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that applies to a change. Rules only deny, warn and require, so that one layer more
 * can only tighten; a broken layer is kept, because a verdict without it could be too mild.
 */
public record PolicyInForce(List<ParsedPolicy> layers) {

    public PolicyInForce {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("there is always a policy");
        }
    }

    /** One policy and nothing else. */
    public static PolicyInForce only(ParsedPolicy policy) {
        return new PolicyInForce(List.of(policy));
    }

    /**
     * The rule of layers: the repository's policy is added to the central one; without a central
     * one it stands in for the built-in default.
     */
    public static PolicyInForce of(
            @Nullable ParsedPolicy central, @Nullable ParsedPolicy repository) {
        if (central != null && repository != null) {
            return new PolicyInForce(List.of(loosened(central, repository), repository));
        }
        if (central != null) {
            return only(central);
        }
        return only(repository == null ? Policy.defaults() : repository);
    }

    /**
     * The central policy without the rules that it lets repositories replace and that this
     * repository has rules of its own for. The digest stays that of the text: together with the
     * repository's it still says what holds.
     */
    private static ParsedPolicy loosened(ParsedPolicy central, ParsedPolicy repository) {
        if (!(central instanceof Policy outer) || !(repository instanceof Policy inner)) {
            return central;
        }
        Set<String> own = inner.rules().stream().map(Rule::name).collect(Collectors.toSet());
        return outer.without(rule -> rule.head().replaceable() && own.contains(rule.name()));
    }

    /** Over all layers, hexadecimal SHA-256. */
    public String digest() {
        return layers.size() == 1
                ? layers.getFirst().digest()
                : Digest.of(
                        layers.stream()
                                .map(ParsedPolicy::digest)
                                .collect(Collectors.joining("\n")));
    }

    /** Whether time alone can change what a rule says. */
    public boolean looksAtTheClock() {
        return layers.stream()
                .anyMatch(layer -> layer instanceof Policy policy && policy.looksAtTheClock());
    }
}
