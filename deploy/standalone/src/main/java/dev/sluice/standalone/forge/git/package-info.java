/**
 * Git over HTTP as far as fetching goes. It serves the repositories of the double to whoever has
 * the right token.
 */
@NullMarked
package dev.sluice.standalone.forge.git;

import org.jspecify.annotations.NullMarked;
