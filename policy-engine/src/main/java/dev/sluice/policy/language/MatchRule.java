package dev.sluice.policy.language;

import dev.sluice.events.RuleKind;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Denies or warns: about each finding that {@code findings} holds for, or about the change itself
 * where there is only {@code when}.
 *
 * @param kind {@link RuleKind#DENY} or {@link RuleKind#WARN}
 * @param findings asked for one finding after the other; absent for a rule about the change
 * @param when asked once; absent when the rule always applies
 */
public record MatchRule(
        RuleHead head, RuleKind kind, @Nullable Condition findings, @Nullable Condition when)
        implements Rule {
    public MatchRule {
        if (findings == null && when == null) {
            throw new IllegalArgumentException("rule " + head.name() + " has no condition");
        }
    }

    /**
     * Whether a match stays one whatever the scans that are still running bring: true unless a
     * condition looks at other findings or at the scans themselves.
     */
    public boolean matchesForGood() {
        return conditions()
                .noneMatch(c -> c.mentions(Condition.FINDINGS) || c.mentions(Condition.SCANS));
    }

    @Override
    public boolean looksAtTheClock() {
        return conditions().anyMatch(c -> c.mentions(Condition.NOW));
    }

    private Stream<Condition> conditions() {
        return Stream.concat(Stream.ofNullable(findings), Stream.ofNullable(when));
    }
}
