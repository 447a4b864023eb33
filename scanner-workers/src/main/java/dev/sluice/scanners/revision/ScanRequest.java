package dev.sluice.scanners.revision;

import dev.sluice.events.Trust;

/**
 * A revision whose commits are at hand.
 *
 * @param trust of the author; nothing depends on it as long as no scanner executes code
 * @param configurationRef the branch that trusted configuration is read from
 * @param configurationSha its tip
 */
public record ScanRequest(
        Assignment assignment,
        BaselineRule baseline,
        Trust trust,
        String configurationRef,
        String configurationSha) {}
