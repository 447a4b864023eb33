/**
 * The accept path: a signed delivery comes in by HTTP, is checked, stored in Kafka, and answered
 * when the broker has it. Nothing here asks what a delivery means.
 */
@NullMarked
package dev.sluice.ingest.webhooks;

import org.jspecify.annotations.NullMarked;
