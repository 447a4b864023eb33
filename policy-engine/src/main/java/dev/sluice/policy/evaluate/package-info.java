/**
 * Deciding as a pure function: policy, inputs and the time give a verdict with its reasons. It
 * knows neither topics nor tables, so that the service and the command line decide alike.
 */
@NullMarked
package dev.sluice.policy.evaluate;

import org.jspecify.annotations.NullMarked;
