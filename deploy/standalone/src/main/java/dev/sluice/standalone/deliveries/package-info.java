/**
 * {@code sluice deliveries}: what became of webhooks, asked of a running Sluice. The answer is the
 * ledger's; nothing is interpreted here.
 */
@NullMarked
package dev.sluice.standalone.deliveries;

import org.jspecify.annotations.NullMarked;
