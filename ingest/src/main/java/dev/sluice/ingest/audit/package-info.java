/**
 * The audit log of ingest: who did what, on {@code sluice.audit} and in the log. An act that cannot
 * be written down is not done.
 */
@NullMarked
package dev.sluice.ingest.audit;

import org.jspecify.annotations.NullMarked;
