package dev.sluice.notifier.report;

import dev.sluice.notifier.text.Markdown;
import org.jspecify.annotations.Nullable;

/** What is said without a decision. */
public record UndecidedView(Markdown says, @Nullable Markdown page) {}
