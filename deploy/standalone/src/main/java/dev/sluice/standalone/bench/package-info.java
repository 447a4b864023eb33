/**
 * {@code sluice bench line}: how long Sluice itself takes from a webhook to its status. The real
 * services run over the real broker and database; only the scanner does nothing.
 */
@NullMarked
package dev.sluice.standalone.bench;

import org.jspecify.annotations.NullMarked;
