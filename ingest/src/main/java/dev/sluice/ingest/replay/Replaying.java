package dev.sluice.ingest.replay;

import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.DeliveryHistory;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.events.wire.UnreadableRecordException;
import dev.sluice.ingest.access.Reach;
import dev.sluice.ingest.forge.Origin;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.translation.Arrival;
import dev.sluice.ingest.translation.Fate;
import dev.sluice.ingest.translation.Translator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One replay while it runs, on one thread. */
final class Replaying implements DeliveryHistory.Visitor {

    private static final Duration BETWEEN_UPDATES = Duration.ofSeconds(1);

    private final UUID id;
    private final Request request;
    private final Reach reach;
    private final Translator translator;
    private final RunTable table;
    private final Duration pace;
    private final Clock clock;
    private Counts counts = Counts.NONE;
    private Instant updated = Instant.EPOCH;

    Replaying(
            UUID id,
            Request request,
            Reach reach,
            Translator translator,
            RunTable table,
            ReplayConfig config,
            Clock clock) {
        this.id = id;
        this.request = request;
        this.reach = reach;
        this.translator = translator;
        this.table = table;
        this.pace = Duration.ofSeconds(1).dividedBy(Math.max(1, config.perSecond()));
        this.clock = clock;
    }

    UUID id() {
        return id;
    }

    Request request() {
        return request;
    }

    void end(String status, @Nullable String detail) {
        table.end(id, counts, status, detail);
    }

    @Override
    public void total(long records) {
        counts = counts.total(records);
    }

    /**
     * Says every second how far it is.
     *
     * @throws RetryableException when another replay has taken its place
     */
    @Override
    public void read(long records) {
        counts = counts.read(records);
        Instant now = clock.instant();
        if (now.isBefore(updated.plus(BETWEEN_UPDATES))) {
            return;
        }
        updated = now;
        if (!table.update(id, counts)) {
            throw new RetryableException("it was silent for too long", BETWEEN_UPDATES);
        }
    }

    @Override
    public void delivery(Delivery delivery, int partition, long offset)
            throws InterruptedException {
        Origin origin = translator.origin(delivery);
        boolean wanted =
                reach.covers(origin.organisation(), origin.repository())
                        && (request.repository() == null
                                || request.repository().equals(key(delivery)));
        if (!wanted) {
            counts = counts.oneSkipped();
            return;
        }
        try {
            if (request.dryRun()) {
                preview(delivery);
            } else {
                translate(new Arrival(delivery, "replay/" + id, partition, offset));
            }
        } catch (RetryableException e) {
            throw e;
        } catch (RuntimeException e) { // the translator has said why
            counts = counts.oneFailed();
        }
    }

    private static @Nullable String key(Delivery delivery) {
        return delivery.repositoryId() == null
                ? null
                : delivery.forge() + "/" + delivery.repositoryId();
    }

    private void preview(Delivery delivery) {
        counts =
                switch (translator.preview(delivery)) {
                    case Translation.Translated(var events) -> counts.translated(events.size());
                    case Translation.Met _, Translation.Ignored _ -> counts.oneIgnored();
                };
    }

    private void translate(Arrival arrival) throws InterruptedException {
        switch (translator.again(arrival)) {
            case Fate.Translated(var events) -> {
                counts = counts.translated(events.size());
                Thread.sleep(pace);
            }
            case Fate.Ignored _, Fate.Duplicate _ -> counts = counts.oneIgnored();
            case Fate.Failed _, Fate.DeadLettered _ -> counts = counts.oneFailed();
        }
    }

    @Override
    public void broken(UnreadableRecordException reason) {
        counts = counts.oneFailed();
    }
}
