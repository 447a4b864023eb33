package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.ingest.reconcile.Attempt;
import dev.sluice.ingest.reconcile.ReceivedDeliveries;
import dev.sluice.ingest.reconcile.ReconcilerMetrics;
import dev.sluice.ingest.reconcile.Redeliveries;
import dev.sluice.ingest.reconcile.StoppedException;
import dev.sluice.ingest.reconcile.Turn;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads what GitHub could not deliver to a webhook, and asks for it once more. */
final class FailedDeliveries {

    private static final Logger LOG = Logger.getLogger(FailedDeliveries.class);
    private static final String FORGE = "github";

    private final GitHubRequests requests;
    private final Redeliveries redeliveries;
    private final ReceivedDeliveries received;
    private final ReconcilerMetrics metrics;
    private final int mostPages;

    FailedDeliveries(
            GitHubRequests requests,
            Redeliveries redeliveries,
            ReceivedDeliveries received,
            ReconcilerMetrics metrics,
            int mostPages) {
        this.requests = requests;
        this.redeliveries = redeliveries;
        this.received = received;
        this.metrics = metrics;
        this.mostPages = mostPages;
    }

    /**
     * Looks after one webhook.
     *
     * @param hook its name here
     * @param path of its list of deliveries
     */
    void of(String hook, Caller caller, String path, Turn turn) throws InterruptedException {
        switch (read(hook, caller, path, turn)) {
            case Read.Complete(List<Attempt> attempts, Reply.Fresh first) -> {
                redeliveries.note(hook, attempts);
                requests.keep(first);
            }
            case Read.NothingNew _ -> {}
            case Read.Unfinished _ -> {
                return;
            }
        }
        for (Redeliveries.GivenUp given : redeliveries.giveUp(hook)) {
            metrics.givenUp(FORGE);
            LOG.warnf(
                    "%s %s was not delivered and is given up after %d requests: see the deliveries"
                            + " of the webhook at GitHub",
                    given.event(), given.guid(), given.asks());
        }
        for (Redeliveries.Due due : redeliveries.due(hook)) {
            if (!turn.goesOn() || !again(hook, caller, path, due)) {
                return;
            }
        }
    }

    private sealed interface Read {

        /**
         * All attempts since the last time, the newest first.
         *
         * @param first the newest page; its mark holds once they are noted
         */
        record Complete(List<Attempt> attempts, Reply.Fresh first) implements Read {}

        /** No attempt since the last time; what failed before is noted. */
        record NothingNew() implements Read {}

        /** Not all of it could be read, now or ever; another time it begins from the begin. */
        record Unfinished() implements Read {}
    }

    private Read read(String hook, Caller caller, String path, Turn turn)
            throws InterruptedException {
        return switch (requests.getIfChanged(caller, path + "?per_page=100")) {
            case Reply.Fresh first -> readOn(first, hook, caller, path, turn);
            case Reply.Unchanged _ -> new Read.NothingNew();
            case Reply.Refused _, Reply.Spent _ -> new Read.Unfinished();
        };
    }

    private Read readOn(Reply.Fresh first, String hook, Caller caller, String path, Turn turn)
            throws InterruptedException {
        Instant since = redeliveries.since(hook);
        var attempts = new ArrayList<Attempt>();
        Reply.Fresh page = first;
        for (int read = 1;
                takeNewer(page.body(), since, attempts) && page.next().isPresent();
                read++) {
            if (read == mostPages) {
                LOG.warnf(
                        "Only the newest %d pages of the deliveries of %s were read;"
                                + " sluice.ingest.reconciler.most-pages allows more",
                        mostPages, hook);
                break;
            }
            if (!turn.goesOn()
                    || !(requests.get(caller, path + "?" + page.next().get())
                            instanceof Reply.Fresh further)) {
                return new Read.Unfinished();
            }
            page = further;
        }
        return new Read.Complete(attempts, first);
    }

    /** Whether older ones may be of interest too. */
    private static boolean takeNewer(JsonNode page, Instant since, List<Attempt> attempts) {
        for (JsonNode item : page) {
            Optional<Attempt> attempt = attempt(item);
            if (attempt.isPresent() && attempt.get().at().isBefore(since)) {
                return false;
            }
            attempt.ifPresent(attempts::add);
        }
        return !page.isEmpty();
    }

    private static Optional<Attempt> attempt(JsonNode item) {
        int status = item.path("status_code").asInt(0);
        String guid = item.path("guid").asText("");
        if (!item.path("id").canConvertToLong() || !guid.matches("[A-Za-z0-9-]{1,64}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Attempt(
                            item.path("id").asLong(),
                            guid,
                            item.path("event").asText(""),
                            OffsetDateTime.parse(item.path("delivered_at").asText()).toInstant(),
                            status >= 200 && status < 300));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Whether to go on with others. */
    private boolean again(String hook, Caller caller, String path, Redeliveries.Due due)
            throws InterruptedException {
        if (received.contains(FORGE, due.guid())) {
            LOG.debugf("%s arrived, whatever GitHub believes", due.guid());
            redeliveries.arrived(hook, due.guid());
            return true;
        }
        redeliveries.asking(hook, due);
        Reply reply;
        try {
            reply = requests.post(caller, path + "/" + due.attempt() + "/attempts");
        } catch (StoppedException e) {
            redeliveries.notAsked(hook, due);
            throw e;
        }
        return switch (reply) {
            case Reply.Fresh _, Reply.Unchanged _ -> {
                metrics.asked(FORGE);
                LOG.infof(
                        "GitHub is asked to deliver %s %s again, request %d",
                        due.event(), due.guid(), due.asks() + 1);
                yield true;
            }
            case Reply.Refused(int status, String message) -> {
                LOG.warnf(
                        "GitHub does not deliver %s %s again: %d %s",
                        due.event(), due.guid(), status, message);
                yield true;
            }
            case Reply.Spent _ -> {
                redeliveries.notAsked(hook, due);
                yield false;
            }
        };
    }
}
