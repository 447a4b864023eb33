package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.forge.RaisedDelivery;
import dev.sluice.ingest.reconcile.Raising;
import dev.sluice.ingest.reconcile.ReconcilerMetrics;
import dev.sluice.ingest.repositories.RepositoryTable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Finds out what the default branch of a repository holds that was met for the first time. */
final class FirstContacts {

    private static final Logger LOG = Logger.getLogger(FirstContacts.class);

    /** A repository that was just made has no branch yet. */
    private static final Duration PAUSE = Duration.ofMinutes(30);

    private final GitHubRequests requests;
    private final RepositoryTable repositories;
    private final Raising raising;
    private final ReconcilerMetrics metrics;
    private final Clock clock;

    FirstContacts(
            GitHubRequests requests,
            RepositoryTable repositories,
            Raising raising,
            ReconcilerMetrics metrics,
            Clock clock) {
        this.requests = requests;
        this.repositories = repositories;
        this.raising = raising;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Whether others of this payer may be looked at. */
    boolean of(Repository repository, Caller caller) throws InterruptedException {
        return switch (requests.get(caller, "/repositories/" + repository.id())) {
            case Reply.Fresh fresh -> branch(repository, caller, fresh.body());
            case Reply.Refused(int status, _) -> missing(repository, status);
            case Reply.Unchanged _ -> true;
            case Reply.Spent _ -> false;
        };
    }

    private boolean branch(Repository repository, Caller caller, JsonNode found)
            throws InterruptedException {
        String name =
                URLEncoder.encode(
                                found.path("default_branch").asText("main"), StandardCharsets.UTF_8)
                        .replace("+", "%20");
        String path = "/repositories/" + repository.id() + "/branches/" + name;
        return switch (requests.get(caller, path)) {
            case Reply.Fresh fresh -> raise(repository, found, fresh.body());
            case Reply.Refused(int status, _) -> missing(repository, status);
            case Reply.Unchanged _ -> true;
            case Reply.Spent _ -> false;
        };
    }

    /** The App is told of it and not installed there, or not any more. */
    void outOfReach(Repository repository) {
        repositories.baselineMissing(repository, PAUSE);
    }

    private boolean missing(Repository repository, int status) {
        LOG.infof(
                "GitHub shows no default branch of %s (%d), so there is nothing to scan at first"
                        + " contact yet",
                repository.fullName(), status);
        repositories.baselineMissing(repository, PAUSE);
        return true;
    }

    /** Stored first, noted after: a crash in between stores the same once more. */
    private boolean raise(Repository repository, JsonNode found, JsonNode branch)
            throws InterruptedException {
        ObjectNode body = Json.mapper().createObjectNode();
        ObjectNode named = body.putObject("repository");
        RaisedBody.copy(found, named, "id", "name", "default_branch");
        RaisedBody.copy(found.path("owner"), named.putObject("owner"), "id", "login");
        body.put("head", branch.at("/commit/sha").asText());
        var delivery =
                RaisedDelivery.of(
                        repository,
                        "first_contact",
                        clock.instant(),
                        RaisedBody.bytes(body),
                        "first_contact",
                        repository.key());
        raising.store(delivery);
        repositories.baselineRaised(repository);
        metrics.raised("github", "first-contact");
        LOG.infof(
                "%s is met for the first time: what %s holds is scanned when there is time,"
                        + " correlation id %s",
                repository.fullName(), found.path("default_branch").asText(), delivery.id());
        return true;
    }
}
