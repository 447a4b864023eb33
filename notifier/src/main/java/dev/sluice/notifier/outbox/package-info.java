/**
 * Events that are stored in the transaction that makes them true and sent afterwards. A crash in
 * between repeats an event under its id and never loses it.
 */
@NullMarked
package dev.sluice.notifier.outbox;

import org.jspecify.annotations.NullMarked;
