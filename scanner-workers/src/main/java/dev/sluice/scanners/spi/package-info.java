/**
 * What a scanner is to the rest: it sees trees of a repository and returns findings or says why it
 * has none. Every scanner is one package that implements this and is known to nobody else.
 */
@NullMarked
package dev.sluice.scanners.spi;

import org.jspecify.annotations.NullMarked;
