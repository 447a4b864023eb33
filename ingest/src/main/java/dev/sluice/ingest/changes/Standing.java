package dev.sluice.ingest.changes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a change stands.
 *
 * @param asOf the time of the latest fact
 * @param revision absent while only its closing was heard of
 */
public record Standing(boolean open, Instant asOf, @Nullable UUID revision) {}
