/**
 * {@code sluice up}: everything in one process, on one port, over one data directory. It says what
 * it started, what is still missing for a real forge, and what to do next.
 */
@NullMarked
package dev.sluice.standalone.up;

import org.jspecify.annotations.NullMarked;
