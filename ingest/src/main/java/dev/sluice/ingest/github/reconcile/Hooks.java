package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.ingest.github.reconcile.Reach.Reached;
import dev.sluice.ingest.reconcile.Looks;
import dev.sluice.ingest.reconcile.Turn;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * The webhooks of repositories and of their organisations, which lead here by their path. A token
 * that may not see them is no fault: then only open pull requests are compared.
 */
final class Hooks {

    private static final Logger LOG = Logger.getLogger(Hooks.class);
    private static final String OURS = "/webhooks/github";
    private static final String WHAT = "hooks";
    private static final Duration HIDDEN = Duration.ofDays(1);

    private final GitHubRequests requests;
    private final FailedDeliveries failed;
    private final Looks looks;

    Hooks(GitHubRequests requests, FailedDeliveries failed, Looks looks) {
        this.requests = requests;
        this.failed = failed;
        this.looks = looks;
    }

    /**
     * A list of webhooks.
     *
     * @param name of it here
     * @param label of it for people
     */
    private record Source(String name, String path, String label, Caller caller) {}

    /** Looks after all of them, as far as the budget goes. */
    void of(List<Reached> reached, Turn turn) throws InterruptedException {
        List<Source> sources =
                Stream.concat(
                                reached.stream().map(Hooks::ofOwner).distinct(),
                                reached.stream().map(Hooks::ofRepository))
                        .toList();
        for (Source source : looks.inTurn(WHAT, sources, Source::name)) {
            if (!turn.goesOn()) {
                return;
            }
            if (requests.hasRoom(source.caller())) {
                looks.begun(WHAT, source.name());
                of(source, turn);
            }
        }
    }

    private static Source ofRepository(Reached one) {
        var repository = one.repository().repository();
        return new Source(
                repository.key(),
                "/repositories/" + repository.id() + "/hooks",
                repository.fullName(),
                one.caller());
    }

    private static Source ofOwner(Reached one) {
        var repository = one.repository().repository();
        return new Source(
                repository.forge() + "/owner/" + repository.ownerId(),
                "/organizations/" + repository.ownerId() + "/hooks",
                "the organisation " + repository.owner(),
                one.caller());
    }

    private void of(Source source, Turn turn) throws InterruptedException {
        switch (requests.getIfChanged(source.caller(), source.path() + "?per_page=100")) {
            case Reply.Fresh fresh -> {
                List<Long> ours = leadingHere(fresh.body());
                requests.keep(fresh, ours);
                deliveries(source, ours, turn);
            }
            case Reply.Unchanged(_, List<Long> ours) -> deliveries(source, ours, turn);
            case Reply.Refused(int status, _) -> {
                LOG.infof(
                        "The token may not see the webhooks of %s (%d), so GitHub is not asked to"
                                + " deliver again; it would need \"Webhooks: read and write\"."
                                + " They are looked for again in a day",
                        source.label(), status);
                looks.leaveAlone(WHAT, source.name(), HIDDEN);
            }
            case Reply.Spent _ -> {}
        }
    }

    private void deliveries(Source source, List<Long> hooks, Turn turn)
            throws InterruptedException {
        for (long hook : hooks) {
            if (turn.goesOn()) {
                failed.of(
                        source.name() + "/" + hook,
                        source.caller(),
                        source.path() + "/" + hook + "/deliveries",
                        turn);
            }
        }
    }

    private static List<Long> leadingHere(JsonNode hooks) {
        return StreamSupport.stream(hooks.spliterator(), false)
                .filter(Hooks::leadsHere)
                .map(hook -> hook.path("id").asLong())
                .toList();
    }

    private static boolean leadsHere(JsonNode hook) {
        String url = hook.at("/config/url").asText("").replaceAll("/+$", "");
        return hook.path("id").canConvertToLong() && url.endsWith(OURS);
    }
}
