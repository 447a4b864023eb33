/** Tests of the scanner {@code dependencies}. Trees live in memory. */
@NullMarked
package dev.sluice.scanners.dependencies;

import org.jspecify.annotations.NullMarked;
