package dev.sluice.notifier.publishing;

import dev.sluice.events.ChangeId;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.PublicationTarget;
import dev.sluice.events.Revision;
import dev.sluice.events.Service;
import dev.sluice.notifier.outbox.Outbox;
import dev.sluice.notifier.text.PlainText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of a content, in the transaction that notes it. The ids follow from the target
 * and the number of the content on it, so that saying it again is the same event.
 */
@Singleton
class Announcements {

    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final Outbox outbox;
    private final Exhibits exhibits;

    Announcements(Outbox outbox, Exhibits exhibits) {
        this.outbox = outbox;
        this.exhibits = exhibits;
    }

    void delivered(Handle handle, Job job, Instant now) {
        Cause cause = cause(handle, job);
        Content content = job.content();
        var fact =
                new PublicationDelivered(
                        cause.revision(),
                        job.place().repository(),
                        target(cause, job),
                        content.sequence(),
                        content.state(),
                        content.text(),
                        content.url());
        outbox.add(handle, cause.event(id(job, "delivered"), now, fact));
        LOG.infof(
                "%s: %s shows %s, correlation id %s",
                PlainText.line(cause.revision().change().value()),
                job.place().context(),
                content.state(),
                cause.correlationId());
    }

    void failed(Handle handle, Job job, String reason, boolean retrying, Instant now) {
        Cause cause = cause(handle, job);
        var fact =
                new PublicationFailed(
                        cause.revision(),
                        job.place().repository(),
                        target(cause, job),
                        job.content().sequence(),
                        job.content().state(),
                        job.content().text(),
                        reason,
                        job.attempts(),
                        retrying);
        outbox.add(handle, cause.event(id(job, retrying ? "retrying" : "failed"), now, fact));
        LOG.warnf(
                "%s: %s was not written (%s), %s, correlation id %s",
                PlainText.line(cause.revision().change().value()),
                job.place().context(),
                reason,
                retrying ? "it will be tried again" : "it is given up",
                cause.correlationId());
    }

    private static UUID id(Job job, String what) {
        Place place = job.place();
        return DeterministicId.of(
                "publication." + what,
                place.repository().key(),
                place.kind(),
                place.subject(),
                place.context(),
                Long.toString(job.number()));
    }

    private PublicationTarget target(Cause cause, Job job) {
        Place place = job.place();
        String kind = exhibits.of(place).map(it -> it.shownAs(place)).orElseGet(place::kind);
        return new PublicationTarget(kind, cause.revision().headSha(), place.context());
    }

    /** What led to a content: the event that last mattered to its revision. */
    private record Cause(
            Revision revision, UUID correlationId, UUID id, @Nullable String traceparent) {

        <F extends Fact> Event<F> event(UUID event, Instant time, F fact) {
            return new Event<>(event, Service.NOTIFIER, time, correlationId, id, traceparent, fact);
        }
    }

    private static Cause cause(Handle handle, Job job) {
        return handle.createQuery("select * from revision where id = :id")
                .bind("id", job.content().revision())
                .map((row, _) ->
                        new Cause(
                                new Revision(
                                        row.getObject("id", UUID.class),
                                        new ChangeId(row.getString("change")),
                                        row.getString("head_sha"),
                                        row.getString("base_ref")),
                                row.getObject("correlation_id", UUID.class),
                                row.getObject("causation_id", UUID.class),
                                row.getString("traceparent")))
                .one();
    }
}
