package dev.sluice.ingest.reconcile;

import java.time.Instant;

/**
 * One attempt of a forge to deliver a webhook.
 *
 * @param id the forge's number of the attempt
 * @param guid the forge's id of the delivery, equal for all attempts
 */
public record Attempt(long id, String guid, String event, Instant at, boolean succeeded) {}
