package dev.sluice.notifier.report;

import dev.sluice.notifier.text.Markdown;
import org.jspecify.annotations.Nullable;

/** A review comment on one finding. */
public record InlineView(FindingView finding, @Nullable Markdown page) {}
