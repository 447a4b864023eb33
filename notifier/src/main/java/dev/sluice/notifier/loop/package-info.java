/**
 * A loop that does its work when it is woken and otherwise every so often. It outlives every
 * failure of its work.
 */
@NullMarked
package dev.sluice.notifier.loop;

import org.jspecify.annotations.NullMarked;
