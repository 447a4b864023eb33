/**
 * Kills, stops and disturbs workers in the middle of their scans, and holds what they sent against
 * what they were asked. They run as operators run them, in JVMs of their own, with a real broker.
 */
@NullMarked
package dev.sluice.scanners.kill;

import org.jspecify.annotations.NullMarked;
