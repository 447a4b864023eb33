package dev.sluice.policy.language;

import dev.sluice.policy.yaml.Place;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every rule has, whatever it asks for.
 *
 * @param place where the rule begins in its file
 * @param scans the scans that the rule rests on, in the order of the policy
 * @param message what people read when the rule takes effect; absent when the rule says nothing
 * @param remediation what to do then; absent when the rule says nothing
 * @param scopes where the rule applies: all of them have to cover a change
 * @param owners who answers for the rule
 * @param dryRun whether the rule only says what it would do
 * @param replaceable whether the policy of a repository may have its own rule of this name instead
 */
public record RuleHead(
        String name,
        Place place,
        Set<String> scans,
        WhenMissing whenMissing,
        @Nullable String message,
        @Nullable String remediation,
        List<Scope> scopes,
        List<String> owners,
        boolean dryRun,
        boolean replaceable) {
    public RuleHead {
        scopes = List.copyOf(scopes);
        owners = List.copyOf(owners);
        scans = Collections.unmodifiableSet(new LinkedHashSet<>(scans));
    }
}
