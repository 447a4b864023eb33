/**
 * What scanners found in the forge's own list of alerts: uploaded once per result, and then asked
 * what became of it. Off unless it is switched on.
 */
@NullMarked
package dev.sluice.notifier.codescanning;

import org.jspecify.annotations.NullMarked;
