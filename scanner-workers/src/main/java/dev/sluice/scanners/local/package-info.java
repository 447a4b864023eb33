/**
 * Scans a repository on this machine, for the command line. It reads the same facts out of a
 * developer's clone that the worker reads out of its mirror.
 */
@NullMarked
package dev.sluice.scanners.local;

import org.jspecify.annotations.NullMarked;
