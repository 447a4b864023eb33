/**
 * What GitHub knows and we may not: deliveries that failed, pull requests that are open, and what
 * repositories hold that were met for the first time. Asked with conditional requests, in the name
 * of an App or with a token.
 */
@NullMarked
package dev.sluice.ingest.github.reconcile;

import org.jspecify.annotations.NullMarked;
