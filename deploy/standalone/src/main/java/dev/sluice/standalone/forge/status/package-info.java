/**
 * Commit statuses. GitHub keeps at most a thousand of them for a commit and context, and its newest
 * one is what counts.
 */
@NullMarked
package dev.sluice.standalone.forge.status;

import org.jspecify.annotations.NullMarked;
