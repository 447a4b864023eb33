package dev.sluice.policy.decide;

import dev.sluice.events.ChangeDecided;
import dev.sluice.policy.database.Stored;
import dev.sluice.policy.evaluate.Inputs;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The decisions, in order per revision, until they are published and after. */
final class Decisions {

    private static final int MAX_AT_ONCE = 50;

    private Decisions() {}

    /** The last decision on a revision. */
    static Optional<ChangeDecided> last(Handle handle, StoredRevision revision) {
        return handle.createQuery(
                        """
                        select content from decision
                        where revision = :revision and sequence = :sequence
                        """)
                .bind("revision", revision.revision().id())
                .bind("sequence", revision.lastSequence())
                .map((row, _) -> Stored.read(row.getString("content"), ChangeDecided.class))
                .findOne();
    }

    /** Keeps the next decision on a revision, to be published. */
    static void add(Handle handle, Decision decision, Inputs inputs) {
        ChangeDecided content = decision.content();
        UUID revision = content.revision().id();
        handle.createUpdate(
                        """
                        insert into decision
                            (revision, sequence, verdict, decided_at, content, inputs, cause,
                             correlation, traceparent)
                        values (:revision, :sequence, :verdict, :decidedAt,
                                cast(:content as json), cast(:inputs as json), :cause,
                                :correlation, :traceparent)
                        """)
                .bind("revision", revision)
                .bind("sequence", content.sequence())
                .bind("verdict", content.verdict().name().toLowerCase(Locale.ROOT))
                .bind("decidedAt", content.decidedAt())
                .bind("content", Stored.json(content))
                .bind("inputs", inputs.canonicalJson())
                .bind("cause", decision.trace().cause())
                .bind("correlation", decision.trace().correlation())
                .bind("traceparent", decision.trace().traceparent())
                .execute();
        handle.createUpdate(
                        "update revision set last_sequence = :sequence, owed = false where id = :revision")
                .bind("revision", revision)
                .bind("sequence", content.sequence())
                .execute();
    }

    /**
     * Locks decisions that are to be published, oldest first and of each revision only the first,
     * so that replicas can share the work and still keep the order.
     */
    static List<Decision> lockUnpublished(Handle handle) {
        return handle.createQuery(
                        """
                        select content, cause, correlation, traceparent from decision
                        where published_at is null
                          and not exists (select 1 from decision earlier
                                          where earlier.revision = decision.revision
                                            and earlier.sequence < decision.sequence
                                            and earlier.published_at is null)
                        order by position limit :limit
                        for update skip locked
                        """)
                .bind("limit", MAX_AT_ONCE)
                .map((row, _) ->
                        new Decision(
                                Stored.read(row.getString("content"), ChangeDecided.class),
                                new Trace(
                                        row.getObject("cause", UUID.class),
                                        row.getObject("correlation", UUID.class),
                                        row.getString("traceparent"))))
                .list();
    }

    static void published(Handle handle, Decision decision, Instant now) {
        handle.createUpdate(
                        """
                        update decision set published_at = :now
                        where revision = :revision and sequence = :sequence
                        """)
                .bind("revision", decision.content().revision().id())
                .bind("sequence", decision.content().sequence())
                .bind("now", now)
                .execute();
    }
}
