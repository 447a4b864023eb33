/**
 * What scanners found on each revision, as far as it is complete. Parts are kept as they come and
 * put together when a text needs them.
 */
@NullMarked
package dev.sluice.notifier.findings;

import org.jspecify.annotations.NullMarked;
