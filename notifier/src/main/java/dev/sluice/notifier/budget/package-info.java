/**
 * What a forge still takes from us. Windows and pauses are kept in the database, so that neither a
 * restart nor a second replica overruns them; counting is pure.
 */
@NullMarked
package dev.sluice.notifier.budget;

import org.jspecify.annotations.NullMarked;
