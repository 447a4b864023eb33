/**
 * {@code sluice bench scan}: what a second push costs beside the first one of the same repository.
 * Both run the functions and the caches that workers run.
 */
@NullMarked
package dev.sluice.standalone.bench.scan;

import org.jspecify.annotations.NullMarked;
