package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.changes.OpenChange;
import dev.sluice.ingest.changes.Standing;
import dev.sluice.ingest.forge.RaisedDelivery;
import dev.sluice.ingest.github.reconcile.Reach.Reached;
import dev.sluice.ingest.reconcile.Looks;
import dev.sluice.ingest.reconcile.Raising;
import dev.sluice.ingest.reconcile.ReconcilerMetrics;
import dev.sluice.ingest.reconcile.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads which pull requests are open, and raises those heads that nobody has told of. */
final class OpenPulls {

    private static final Logger LOG = Logger.getLogger(OpenPulls.class);
    private static final String FORGE = "github";
    private static final String WHAT = "pulls";

    /** The first pages change least when they begin with the oldest. */
    private static final String FIRST = "state=open&sort=created&direction=asc&per_page=50";

    private static final Duration HIDDEN = Duration.ofDays(1);

    private final GitHubRequests requests;
    private final KnownChanges changes;
    private final Looks looks;
    private final Raising raising;
    private final ReconcilerMetrics metrics;
    private final Duration grace;
    private final int mostPages;
    private final Clock clock;

    OpenPulls(
            GitHubRequests requests,
            KnownChanges changes,
            Looks looks,
            Raising raising,
            ReconcilerMetrics metrics,
            Duration grace,
            int mostPages,
            Clock clock) {
        this.requests = requests;
        this.changes = changes;
        this.looks = looks;
        this.raising = raising;
        this.metrics = metrics;
        this.grace = grace;
        this.mostPages = mostPages;
        this.clock = clock;
    }

    /** Looks at all of them, as far as the budget goes. */
    void of(List<Reached> reached, Turn turn) throws InterruptedException {
        for (Reached one : looks.inTurn(WHAT, reached, Reached::name)) {
            if (!turn.goesOn()) {
                return;
            }
            if (requests.hasRoom(one.caller())) {
                looks.begun(WHAT, one.name());
                of(one.repository().repository(), one.caller(), turn);
            }
        }
    }

    private void of(Repository repository, Caller caller, Turn turn) throws InterruptedException {
        String path = "/repositories/" + repository.id() + "/pulls?";
        Optional<String> query = Optional.of(FIRST);
        for (int page = 1; page <= mostPages && query.isPresent(); page++) {
            if (!turn.goesOn()) {
                return;
            }
            switch (requests.getIfChanged(caller, path + query.get())) {
                case Reply.Fresh fresh -> {
                    if (settle(fresh.body(), repository)) {
                        requests.keep(fresh);
                    }
                    query = fresh.next();
                }
                case Reply.Unchanged(Optional<String> next, _) -> query = next;
                case Reply.Refused(int status, String message) -> {
                    LOG.infof(
                            "GitHub does not show the pull requests of %s (%d %s); it is asked"
                                    + " again in a day",
                            repository.fullName(), status, message);
                    looks.leaveAlone(WHAT, repository.key(), HIDDEN);
                    return;
                }
                case Reply.Spent _ -> {
                    return;
                }
            }
        }
    }

    /** Whether all of them are known now, so that the same list has nothing new to say. */
    private boolean settle(JsonNode page, Repository repository) throws InterruptedException {
        boolean settled = true;
        for (JsonNode item : page) {
            Optional<ListedPull> pull = ListedPull.of(item, repository);
            if (pull.isPresent()) {
                settled &= settle(pull.get(), repository);
            }
        }
        return settled;
    }

    private boolean settle(ListedPull pull, Repository repository) throws InterruptedException {
        ChangeId change = pull.revision().change();
        Optional<Standing> standing = changes.standing(change);
        if (standing.isPresent() && isKnown(pull, standing.get())) {
            return true;
        }
        Instant now = clock.instant();
        if (webhookMayBeOnTheWay(pull, now)) {
            return false;
        }
        @Nullable Revision before = changes.of(change).map(OpenChange::revision).orElse(null);
        var delivery =
                RaisedDelivery.of(
                        repository,
                        "pull_request",
                        now,
                        pull.webhook(before),
                        "pull_request",
                        pull.revision().id().toString(),
                        pull.updatedAt().toString());
        return switch (raising.head(delivery, pull.revision().id())) {
            case NOW -> {
                metrics.raised(FORGE, "pull-request");
                LOG.infof(
                        "%s is at %s and no webhook said so: it is raised, correlation id %s",
                        change, pull.revision().headSha(), delivery.id());
                yield false;
            }
            case BEFORE -> false;
            case TOO_OFTEN -> true;
        };
    }

    /** Who comments on it all the time does not put it off for ever. */
    private boolean webhookMayBeOnTheWay(ListedPull pull, Instant now) {
        Instant limit = now.minus(grace);
        return pull.updatedAt().isAfter(limit)
                && raising.missedSince(pull.revision().id()).isAfter(limit);
    }

    /** Whether we know it as it is listed, or know what came after. */
    private static boolean isKnown(ListedPull pull, Standing standing) {
        boolean same = standing.open() && pull.revision().id().equals(standing.revision());
        boolean later =
                standing.open()
                        ? standing.asOf().isAfter(pull.updatedAt())
                        : !standing.asOf().isBefore(pull.updatedAt());
        return same || later;
    }
}
