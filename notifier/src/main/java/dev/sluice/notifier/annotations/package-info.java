/**
 * The annotations of a check run beyond those that travel with the verdict, one page after the
 * other. They wait until the verdict stands there.
 */
@NullMarked
package dev.sluice.notifier.annotations;

import org.jspecify.annotations.NullMarked;
