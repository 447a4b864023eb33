/**
 * Remembers what scanners found in trees, on disk and as long as there is room. A tree that was
 * scanned under the same rules and data is not scanned again, whichever commit it belongs to.
 */
@NullMarked
package dev.sluice.scanners.results;

import org.jspecify.annotations.NullMarked;
