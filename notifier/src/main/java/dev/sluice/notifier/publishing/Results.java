package dev.sluice.notifier.publishing;

import dev.sluice.notifier.database.PublicationDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what became of a request, together with the event that says so. Whoever has lost the
 * lease in the meantime says nothing: the new holder asks the forge.
 */
@Singleton
class Results {

    private final PublicationDatabase database;
    private final Announcements announcements;
    private final PublishingConfig config;

    Results(PublicationDatabase database, Announcements announcements, PublishingConfig config) {
        this.database = database;
        this.announcements = announcements;
        this.config = config;
    }

    /** The content stands there. */
    void delivered(Job job, Receipt receipt, Instant now) {
        database.inTransaction(handle -> {
            boolean mine =
                    settle(
                                            handle,
                                            job,
                                            """
                                            phase = 'idle', due_at = :now, failing_since = null,
                                            written_revision = attempt_revision,
                                            written_sequence = attempt_sequence,
                                            written_state = attempt_state,
                                            written_text = attempt_text,
                                            written_url = attempt_url,
                                            written_digest = attempt_digest,
                                            written_at = :now,
                                            remote_id = coalesce(:remoteId, remote_id)
                                            """)
                                    .bind("remoteId", receipt.remoteId())
                                    .bind("now", now)
                                    .execute()
                            == 1;
            wakeNeighbours(handle, job, now);
            if (mine) {
                announcements.delivered(handle, job, now);
            } else {
                standsThereNow(handle, job, receipt, now);
            }
            return mine;
        });
    }

    /** What else hangs on the same thing under the same name may have waited for this. */
    private static void wakeNeighbours(Handle handle, Job job, Instant now) {
        handle.createUpdate(
                        """
                        update target set due_at = :now
                        where forge = :forge and repository_id = :repository
                          and subject = :subject and context = :context
                          and id <> :id and due_at is null
                        """)
                .bind("now", now)
                .bind("forge", job.place().repository().forge())
                .bind("repository", job.place().repository().id())
                .bind("subject", job.place().subject())
                .bind("context", job.place().context())
                .bind("id", job.target())
                .execute();
    }

    /** Written without the lease, perhaps over something newer: that has to be put right. */
    private static void standsThereNow(Handle handle, Job job, Receipt receipt, Instant now) {
        Content content = job.content();
        handle.createUpdate(
                        """
                        update target set due_at = :now,
                            written_revision = :revision, written_sequence = :sequence,
                            written_state = :state, written_text = :text, written_url = :url,
                            written_digest = :digest, written_at = :now,
                            remote_id = coalesce(:remoteId, remote_id)
                        where id = :id
                        """)
                .bind("now", now)
                .bind("revision", content.revision())
                .bind("sequence", content.sequence())
                .bind("state", content.state())
                .bind("text", content.text())
                .bind("url", content.url())
                .bind("digest", content.digest())
                .bind("remoteId", receipt.remoteId())
                .bind("id", job.target())
                .execute();
    }

    /** Reading back showed something else: the content may be written. */
    void absent(Job job, Instant now) {
        database.inTransaction(handle ->
                settle(handle, job, "phase = 'failed', due_at = :now").bind("now", now).execute());
    }

    /** The forge will not have it. */
    void refused(Job job, String reason, Instant now) {
        database.inTransaction(handle -> {
            giveUp(handle, job, reason, now);
            return true;
        });
    }

    /**
     * It is to be tried again, unless that has gone on for too long.
     *
     * @param unclear whether the request may have taken effect
     * @param notBefore by the forge's own word, which also holds for newer contents
     */
    void again(
            Job job,
            String reason,
            boolean unclear,
            Instant at,
            @Nullable Instant notBefore,
            Instant now) {
        again(job, reason, unclear, at, notBefore, config.giveUpAfter(), now);
    }

    /** It is to be tried again for a while, since the forge may only be late. */
    void notYet(Job job, String reason, Instant at, Instant now) {
        again(job, reason, false, at, null, config.notYetPatience(), now);
    }

    private void again(
            Job job,
            String reason,
            boolean unclear,
            Instant at,
            @Nullable Instant notBefore,
            Duration patience,
            Instant now) {
        database.inTransaction(handle -> {
            Instant failingSince = failingSince(handle, job);
            if (failingSince != null && !failingSince.plus(patience).isAfter(now)) {
                giveUp(handle, job, reason, now);
                return true;
            }
            boolean mine =
                    settle(
                                            handle,
                                            job,
                                            """
                                            phase = :phase, attempts = :attempts,
                                            due_at = :at, not_before = :notBefore,
                                            failing_since = coalesce(failing_since, :now)
                                            """)
                                    .bind(
                                            "phase",
                                            (unclear ? Phase.ATTEMPTING : Phase.FAILED).column())
                                    .bind("attempts", job.attempts())
                                    .bind("at", at)
                                    .bind("notBefore", notBefore)
                                    .bind("now", now)
                                    .execute()
                            == 1;
            if (mine && failingSince == null) {
                announcements.failed(handle, job, reason, true, now);
            }
            return mine;
        });
    }

    private void giveUp(Handle handle, Job job, String reason, Instant now) {
        int mine =
                settle(handle, job, "phase = 'refused', due_at = :now").bind("now", now).execute();
        if (mine == 1) {
            announcements.failed(handle, job, reason, false, now);
        }
    }

    private static @Nullable Instant failingSince(Handle handle, Job job) {
        return handle.createQuery("select failing_since from target where id = :id")
                .bind("id", job.target())
                .mapTo(Instant.class)
                .findOne()
                .orElse(null);
    }

    private static Update settle(Handle handle, Job job, String changes) {
        return handle.createUpdate(
                        "update target set lease_until = null, "
                                + changes
                                + " where id = :id and lease_until = :lease")
                .bind("id", job.target())
                .bind("lease", job.lease());
    }
}
