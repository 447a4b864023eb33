package dev.sluice.events;

import java.util.UUID;

/**
 * One state of a change: its head commit as aimed at one base branch. The id is derived from the
 * three, so whoever sees the same state sees the same revision.
 *
 * @param baseRef the branch a proposal aims at, or the branch that was pushed, without {@code
 *     refs/heads/}
 */
public record Revision(UUID id, ChangeId change, String headSha, String baseRef) {
    public Revision {
        Require.present("revision.id", id);
        Require.present("revision.change", change);
        Require.sha("revision.headSha", headSha);
        Require.text("revision.baseRef", baseRef);
    }

    /** Mints the revision; only ingest does. */
    public static Revision of(ChangeId change, String headSha, String baseRef) {
        return new Revision(
                DeterministicId.of("revision", change.value(), headSha, baseRef),
                change,
                headSha,
                baseRef);
    }
}
