/**
 * Where policies come from: a central file, and the target branch of each change. Compiled policies
 * are kept for the next change.
 */
@NullMarked
package dev.sluice.policy.sources;

import org.jspecify.annotations.NullMarked;
