package dev.sluice.notifier.publishing;

import dev.sluice.notifier.targets.Signal;
import org.jspecify.annotations.Nullable;

/** What people see on a target; two that are equal need no second write. */
public record Shown(Signal signal, String text, @Nullable String url) {}
