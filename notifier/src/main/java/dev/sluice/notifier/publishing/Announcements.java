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
import java.util.Optional;
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
    private final Forges forges;

    Announcements(Outbox outbox, Forges forges) {
        this.outbox = outbox;
        this.forges = forges;
    }

    void delivered(Handle handle, Job job, Instant now) {
        Cause cause = cause(handle, job);
        Shown shown = job.content().shown();
        var fact =
                new PublicationDelivered(
                        cause.revision(),
                        job.place().repository(),
                        target(job),
                        job.content().sequence(),
                        word(job),
                        shown.text(),
                        shown.url());
        outbox.add(handle, cause.event(id(job, "delivered"), now, fact));
        LOG.infof(
                "%s: %s shows %s, correlation id %s",
                PlainText.line(cause.revision().change().value()),
                job.place().context(),
                word(job),
                cause.correlationId());
    }

    void failed(Handle handle, Job job, String reason, boolean retrying, Instant now) {
        Cause cause = cause(handle, job);
        var fact =
                new PublicationFailed(
                        cause.revision(),
                        job.place().repository(),
                        target(job),
                        job.content().sequence(),
                        word(job),
                        job.content().shown().text(),
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
                place.sha(),
                place.context(),
                Long.toString(job.number()));
    }

    private PublicationTarget target(Job job) {
        String kind = forge(job).map(Forge::kind).orElse("unknown");
        return new PublicationTarget(kind, job.place().sha(), job.place().context());
    }

    private String word(Job job) {
        Shown shown = job.content().shown();
        return forge(job).map(forge -> forge.word(shown.signal())).orElse("unknown");
    }

    private Optional<Forge> forge(Job job) {
        return forges.named(job.place().repository().forge());
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
