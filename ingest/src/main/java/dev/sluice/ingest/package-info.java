/**
 * Ingest as a program of its own. Its parts are in the packages below; in {@code standalone} they
 * run without this one's entry point.
 */
@NullMarked
package dev.sluice.ingest;

import org.jspecify.annotations.NullMarked;
