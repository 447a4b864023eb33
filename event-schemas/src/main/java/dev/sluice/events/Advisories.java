package dev.sluice.events;

import java.time.Instant;

/**
 * The advisory snapshot that a result rests on: its digest, what it holds, and when it was last
 * brought up to date.
 */
public record Advisories(String digest, AdvisoryKind kind, Instant updatedAt) {
    public Advisories {
        Require.text("advisories.digest", digest);
        Require.present("advisories.kind", kind);
        Require.present("advisories.updatedAt", updatedAt);
    }
}
