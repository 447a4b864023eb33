package dev.sluice.notifier.targets;

import dev.sluice.events.Revision;
import dev.sluice.notifier.publishing.Place;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The open change that a place hangs on, at its current revision.
 *
 * @param headSha of the revision
 */
public record OpenChange(UUID revision, String headSha) {

    /** By which the forge calls a proposed change; empty for pushes and whatever else has none. */
    public static Optional<Long> number(Revision revision) {
        String[] parts = revision.change().value().split("/", 4);
        return revision.change().isProposed() && parts[3].matches("[1-9][0-9]{0,17}")
                ? Optional.of(Long.valueOf(parts[3]))
                : Optional.empty();
    }

    /** Empty when the change is closed, or aims elsewhere than at the context of the place. */
    public static Optional<OpenChange> at(Handle handle, Place place) {
        return handle.createQuery(
                        """
                        select r.id, r.head_sha from change c
                            join revision r on r.id = c.current_revision
                        where c.id = :change and c.open and r.context = :context
                        """)
                .bind("change", place.subject())
                .bind("context", place.context())
                .map((row, _) ->
                        new OpenChange(row.getObject("id", UUID.class), row.getString("head_sha")))
                .findOne();
    }
}
