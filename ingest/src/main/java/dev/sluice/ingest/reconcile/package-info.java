/**
 * Compares what forges know with what ingest heard of, and brings what is missing by the way that
 * all deliveries come: it asks for redelivery, or stores a delivery in place of one that never
 * came. One replica does so at a time, within a part of the forge's budget.
 */
@NullMarked
package dev.sluice.ingest.reconcile;

import org.jspecify.annotations.NullMarked;
