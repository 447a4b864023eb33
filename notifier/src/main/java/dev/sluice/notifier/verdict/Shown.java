package dev.sluice.notifier.verdict;

import dev.sluice.notifier.targets.Signal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people are to see on a commit.
 *
 * @param sequence of the decision, 0 for what is said without one
 * @param text one line
 * @param url the address behind the text; absent when no public address is configured
 */
public record Shown(
        UUID revision, long sequence, Signal signal, String text, @Nullable String url) {}
