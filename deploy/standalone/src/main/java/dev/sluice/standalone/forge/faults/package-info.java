/**
 * What goes wrong at the double on demand. Nothing does until a test asks for it, and everything is
 * put right again when the double is closed.
 */
@NullMarked
package dev.sluice.standalone.forge.faults;

import org.jspecify.annotations.NullMarked;
