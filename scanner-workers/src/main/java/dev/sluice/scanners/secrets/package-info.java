/**
 * Finds credentials in the head of a change, in its baseline and in the commits between, by rules
 * that are data. A value that was found never leaves this package: what does is its issuer, the
 * public start of it and a keyed hash.
 */
@NullMarked
package dev.sluice.scanners.secrets;

import org.jspecify.annotations.NullMarked;
