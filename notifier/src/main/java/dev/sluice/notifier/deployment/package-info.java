/**
 * The answer to a deployment that waits for Sluice: given once, since a forge that has heard it
 * goes on or gives up.
 */
@NullMarked
package dev.sluice.notifier.deployment;

import org.jspecify.annotations.NullMarked;
