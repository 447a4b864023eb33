package dev.sluice.notifier.publishing;

import java.util.UUID;

/**
 * What is shown, and for whom.
 *
 * @param sequence of the decision, 0 for what is said without one
 */
public record Content(UUID revision, long sequence, Shown shown) {}
