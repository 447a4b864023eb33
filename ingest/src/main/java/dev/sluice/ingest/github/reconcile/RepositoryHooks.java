package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.Repository;
import dev.sluice.ingest.reconcile.Turn;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The webhooks of single repositories, which lead here by their path. A token that may not see them
 * is no fault: then only open pull requests are compared.
 */
final class RepositoryHooks {

    private static final Logger LOG = Logger.getLogger(RepositoryHooks.class);
    private static final String OURS = "/webhooks/github";

    private final GitHubRequests requests;
    private final FailedDeliveries failed;
    private final Set<Long> told = ConcurrentHashMap.newKeySet();

    RepositoryHooks(GitHubRequests requests, FailedDeliveries failed) {
        this.requests = requests;
        this.failed = failed;
    }

    /** Whether others of this payer may be looked at. */
    boolean of(Repository repository, Caller caller, Turn turn) throws InterruptedException {
        String path = "/repositories/" + repository.id() + "/hooks";
        return switch (requests.get(caller, path + "?per_page=100")) {
            case Reply.Fresh fresh -> {
                for (JsonNode hook : fresh.body()) {
                    if (turn.goesOn() && leadsHere(hook)) {
                        long id = hook.path("id").asLong();
                        failed.of(
                                "github/" + repository.id() + "/" + id,
                                caller,
                                path + "/" + id + "/deliveries",
                                turn);
                    }
                }
                yield true;
            }
            case Reply.Refused(int status, _) -> {
                if (told.add(repository.id())) {
                    LOG.infof(
                            "The token may not see the webhooks of %s (%d), so GitHub is not asked"
                                    + " to deliver again; it would need \"Webhooks: read and"
                                    + " write\"",
                            repository.fullName(), status);
                }
                yield true;
            }
            case Reply.Unchanged _ -> true;
            case Reply.Spent _ -> false;
        };
    }

    private static boolean leadsHere(JsonNode hook) {
        String url = hook.at("/config/url").asText("").replaceAll("/+$", "");
        return hook.path("id").canConvertToLong() && url.endsWith(OURS);
    }
}
