package dev.sluice.policy.language;

/** Holds when the scans it rests on ended with a result. */
public record RequireRule(RuleHead head) implements Rule {

    @Override
    public boolean looksAtTheClock() {
        return false;
    }
}
