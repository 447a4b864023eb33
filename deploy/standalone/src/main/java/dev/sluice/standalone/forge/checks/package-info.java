/**
 * Check runs as GitHub keeps them: written by Apps only, annotations appended by every update,
 * fifty of them a request.
 */
@NullMarked
package dev.sluice.standalone.forge.checks;

import org.jspecify.annotations.NullMarked;
