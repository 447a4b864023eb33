package dev.sluice.notifier.report;

/** What the policy makes of a finding, strictest first. */
enum Standing {
    BLOCKS,
    WARNS,
    /** No rule names it, or the decision does not say. */
    LISTED
}
