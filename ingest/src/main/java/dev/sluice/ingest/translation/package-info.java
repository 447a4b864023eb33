/**
 * The second half of ingest: reads stored deliveries, asks their forge what they mean, and sends
 * that on as changes. Whatever becomes of a delivery is told to the {@link
 * dev.sluice.ingest.translation.Ledger}.
 */
@NullMarked
package dev.sluice.ingest.translation;

import org.jspecify.annotations.NullMarked;
