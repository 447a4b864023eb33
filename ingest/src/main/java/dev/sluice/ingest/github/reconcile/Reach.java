package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.Repository;
import dev.sluice.ingest.reconcile.Turn;
import dev.sluice.ingest.repositories.KnownRepository;
import dev.sluice.ingest.repositories.RepositoryTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Which repositories can be looked at, and in whose name. An App is told so by GitHub, also of
 * installations whose webhook was lost; with a token it is what deliveries have named.
 */
final class Reach {

    private static final String FORGE = "github";

    private final GitHubRequests requests;
    private final RepositoryTable repositories;
    private final int mostPages;

    Reach(GitHubRequests requests, RepositoryTable repositories, int mostPages) {
        this.requests = requests;
        this.repositories = repositories;
        this.mostPages = mostPages;
    }

    /** A repository and who may look at it. */
    record Reached(KnownRepository repository, Caller caller) {
        String name() {
            return repository.repository().key();
        }
    }

    /** All of them, as GitHub says it now. */
    List<Reached> survey(Turn turn) throws InterruptedException {
        return switch (requests.access()) {
            case Access.OfApp _ -> ofApp(turn);
            case Access.OfToken _ ->
                    repositories.of(FORGE).stream()
                            .map(known -> new Reached(known, new Caller.Owner()))
                            .toList();
            case Access.None() -> List.of();
        };
    }

    /** Who may look at this one; empty where nobody is known to. */
    Optional<Caller> callerFor(KnownRepository known) {
        return switch (requests.access()) {
            case Access.OfApp _ ->
                    Optional.ofNullable(known.installation()).map(Caller.Installation::new);
            case Access.OfToken _ -> Optional.of(new Caller.Owner());
            case Access.None() -> Optional.empty();
        };
    }

    private List<Reached> ofApp(Turn turn) throws InterruptedException {
        Optional<Set<Long>> installations = installations(turn);
        for (long installation : installations.orElse(Set.of())) {
            list(installation, turn);
        }
        var reached = new ArrayList<Reached>();
        for (KnownRepository known : repositories.of(FORGE)) {
            Long installation = known.installation();
            if (installation != null
                    && installations.map(all -> all.contains(installation)).orElse(true)) {
                reached.add(new Reached(known, new Caller.Installation(installation)));
            }
        }
        return reached;
    }

    /** Those that are not suspended; empty when the App has spent what it may ask for itself. */
    private Optional<Set<Long>> installations(Turn turn) throws InterruptedException {
        var ids = new HashSet<Long>();
        Optional<String> query = Optional.of("per_page=100");
        for (int page = 1; page <= mostPages && query.isPresent() && turn.goesOn(); page++) {
            switch (requests.getIfChanged(
                    new Caller.TheApp(), "/app/installations?" + query.get())) {
                case Reply.Fresh fresh -> {
                    List<Long> active = active(fresh.body());
                    requests.keep(fresh, active);
                    ids.addAll(active);
                    query = fresh.next();
                }
                case Reply.Unchanged(Optional<String> next, List<Long> active) -> {
                    ids.addAll(active);
                    query = next;
                }
                case Reply.Refused _ -> query = Optional.empty();
                case Reply.Spent _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(ids);
    }

    private static List<Long> active(JsonNode installations) {
        return StreamSupport.stream(installations.spliterator(), false)
                .filter(one -> !one.hasNonNull("suspended_at") && one.path("id").canConvertToLong())
                .map(one -> one.path("id").asLong())
                .toList();
    }

    private void list(long installation, Turn turn) throws InterruptedException {
        var caller = new Caller.Installation(installation);
        Optional<String> query = Optional.of("per_page=100");
        for (int page = 1; page <= mostPages && query.isPresent() && turn.goesOn(); page++) {
            switch (requests.getIfChanged(caller, "/installation/repositories?" + query.get())) {
                case Reply.Fresh fresh -> {
                    repositories.met(read(fresh.body().path("repositories")), installation);
                    requests.keep(fresh);
                    query = fresh.next();
                }
                case Reply.Unchanged(Optional<String> next, _) -> query = next;
                case Reply.Refused _, Reply.Spent _ -> query = Optional.empty();
            }
        }
    }

    private static List<Repository> read(JsonNode items) {
        var read = new ArrayList<Repository>();
        for (JsonNode item : items) {
            if (item.path("id").canConvertToLong() && item.at("/owner/id").canConvertToLong()) {
                read.add(
                        new Repository(
                                FORGE,
                                item.path("id").asLong(),
                                item.at("/owner/id").asLong(),
                                item.at("/owner/login").asText(),
                                item.path("name").asText()));
            }
        }
        return read;
    }
}
