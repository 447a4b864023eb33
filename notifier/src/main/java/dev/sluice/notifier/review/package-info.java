/**
 * Remarks on lines of a pull request: one per finding over all pushes, resolved when it is gone.
 * Lines that the pull request does not show have none.
 */
@NullMarked
package dev.sluice.notifier.review;

import org.jspecify.annotations.NullMarked;
