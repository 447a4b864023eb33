/**
 * Scans that nobody waits for: what is to be scanned when there is time, and why. They leave on a
 * topic of their own, so that interactive work never waits behind them.
 */
@NullMarked
package dev.sluice.policy.schedule;

import org.jspecify.annotations.NullMarked;
