/**
 * GitHub and GitHub Enterprise Server, asked as an App or with a token. The only package that knows
 * how GitHub words a verdict, believes who asks, limits its callers and reports errors.
 */
@NullMarked
package dev.sluice.notifier.github;

import org.jspecify.annotations.NullMarked;
