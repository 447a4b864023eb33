/**
 * Commit statuses of GitHub and GitHub Enterprise Server. The only package that knows how GitHub
 * words a verdict, limits its callers and reports errors.
 */
@NullMarked
package dev.sluice.notifier.github;

import org.jspecify.annotations.NullMarked;
