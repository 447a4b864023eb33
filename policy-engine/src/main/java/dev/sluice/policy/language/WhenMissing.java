package dev.sluice.policy.language;

/** What becomes of a rule whose input is missing. */
public enum WhenMissing {
    /** It cannot be told whether the rule holds: the verdict is indeterminate. */
    CLOSED,

    /** The rule lets it pass, and the decision names the gap. */
    OPEN
}
