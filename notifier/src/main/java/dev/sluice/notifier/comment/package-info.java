/**
 * The one comment on a pull request that says what to do, edited in place. It says nothing before
 * there is something to say.
 */
@NullMarked
package dev.sluice.notifier.comment;

import org.jspecify.annotations.NullMarked;
