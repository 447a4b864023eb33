package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.changes.OpenChange;
import dev.sluice.ingest.changes.Standing;
import dev.sluice.ingest.forge.RaisedDelivery;
import dev.sluice.ingest.reconcile.Raising;
import dev.sluice.ingest.reconcile.ReconcilerMetrics;
import dev.sluice.ingest.reconcile.Turn;
import dev.sluice.ingest.repositories.KnownRepository;
import dev.sluice.ingest.repositories.RepositoryTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads which pull requests are open, and raises those heads that nobody has told of. */
final class OpenPulls {

    private static final Logger LOG = Logger.getLogger(OpenPulls.class);
    private static final String FORGE = "github";

    /** The first pages change least when they begin with the oldest. */
    private static final String FIRST = "state=open&sort=created&direction=asc&per_page=50";

    private static final Duration HIDDEN = Duration.ofDays(1);

    private final GitHubRequests requests;
    private final KnownChanges changes;
    private final RepositoryTable repositories;
    private final Raising raising;
    private final ReconcilerMetrics metrics;
    private final Duration grace;
    private final int mostPages;
    private final Clock clock;

    OpenPulls(
            GitHubRequests requests,
            KnownChanges changes,
            RepositoryTable repositories,
            Raising raising,
            ReconcilerMetrics metrics,
            Duration grace,
            int mostPages,
            Clock clock) {
        this.requests = requests;
        this.changes = changes;
        this.repositories = repositories;
        this.raising = raising;
        this.metrics = metrics;
        this.grace = grace;
        this.mostPages = mostPages;
        this.clock = clock;
    }

    /** Whether more repositories of this payer may be looked at. */
    boolean of(KnownRepository known, Caller caller, Turn turn) throws InterruptedException {
        Repository repository = known.repository();
        String path = "/repositories/" + repository.id() + "/pulls?";
        Optional<String> query = Optional.of(FIRST);
        for (int page = 1; page <= mostPages && query.isPresent(); page++) {
            if (!turn.goesOn()) {
                return false;
            }
            switch (requests.getIfChanged(caller, path + query.get())) {
                case Reply.Fresh fresh -> {
                    if (settle(fresh.body(), repository)) {
                        requests.keep(fresh);
                    }
                    query = fresh.next();
                }
                case Reply.Unchanged(Optional<String> next) -> query = next;
                case Reply.Refused(int status, String message) -> {
                    LOG.infof(
                            "GitHub does not show the pull requests of %s (%d %s); it is asked"
                                    + " again in a day",
                            repository.fullName(), status, message);
                    repositories.hidden(repository, HIDDEN);
                    return true;
                }
                case Reply.Spent _ -> {
                    return false;
                }
            }
        }
        return true;
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
        if (pull.updatedAt().isAfter(now.minus(grace))) {
            return false; // its webhook may be on the way
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
