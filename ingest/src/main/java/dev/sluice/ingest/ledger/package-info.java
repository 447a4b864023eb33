/**
 * The ledger: what became of every delivery, kept in the schema {@code ingest} for as long as the
 * forge may send it again. The translator writes it; people read it as {@code /api/v1/deliveries}.
 */
@NullMarked
package dev.sluice.ingest.ledger;

import org.jspecify.annotations.NullMarked;
