package dev.sluice.ingest.ledger;

import java.time.Instant;
import java.util.UUID;

/** A place in the list of deliveries, which begins with the newest. */
record Position(Instant acceptedAt, UUID id) {}
