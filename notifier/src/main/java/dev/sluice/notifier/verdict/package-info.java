/**
 * The verdict on a commit: one status or one check run per context. What it says is decided here,
 * how a forge is told is behind {@link dev.sluice.notifier.verdict.VerdictForge}.
 */
@NullMarked
package dev.sluice.notifier.verdict;

import org.jspecify.annotations.NullMarked;
