package dev.sluice.ingest.changes;

import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The open changes. What is older than what is known already changes nothing, and the same event
 * twice is the same as once. Every call waits until the storage answers.
 */
public interface KnownChanges {

    /** Takes note of a change that was proposed, pushed or closed; other facts say nothing here. */
    void remember(Event<?> event);

    /**
     * Whether an event only repeats what is known because the reconciler raised it, or raises what
     * a webhook has told meanwhile. The very event that told it is no repetition of itself.
     */
    boolean isRepetition(Event<?> event);

    /** What was told last of this change, open or not; empty when nothing was. */
    Optional<Standing> standing(ChangeId change);

    /** The open change of this name. */
    Optional<OpenChange> of(ChangeId change);

    /** The open change of this repository that is at this revision now. */
    Optional<OpenChange> at(Repository repository, UUID revision);

    /** The open changes whose head is this commit now; several proposals may share one. */
    List<OpenChange> at(Repository repository, String headSha);

    /**
     * All changes of this repository that are open and older than this time, or were closed at
     * exactly this time: whoever closes them all at that time finds the same ones again, after an
     * interruption as after days.
     */
    List<ChangeId> openUntil(Repository repository, Instant time);
}
