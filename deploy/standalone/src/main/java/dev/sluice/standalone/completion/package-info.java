/**
 * {@code sluice completion}: a script that teaches a shell the commands and options. It is
 * generated from the command line itself, so that it cannot be wrong.
 */
@NullMarked
package dev.sluice.standalone.completion;

import org.jspecify.annotations.NullMarked;
