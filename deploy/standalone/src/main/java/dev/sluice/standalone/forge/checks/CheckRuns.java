package dev.sluice.standalone.forge.checks;

import dev.sluice.standalone.forge.api.InstalledApp;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All check runs by their ids. Safe for many threads. */
public final class CheckRuns {

    private record Suite(long appId, long repositoryId, String sha) {}

    private final Clock clock;
    private final Map<Long, CheckRun> runs = new LinkedHashMap<>();
    private final Map<Suite, Long> suites = new HashMap<>();
    private long ids = 500_000;

    public CheckRuns(Clock clock) {
        this.clock = clock;
    }

    /** Those of a commit, in the order in which they were made. */
    public synchronized List<CheckRun> of(String sha) {
        return runs.values().stream().filter(run -> run.headSha().equals(sha)).toList();
    }

    /** Those of a commit that GitHub shows: of each name in a suite the last one. */
    public synchronized List<CheckRun> shown(LoopbackRepository repository, String sha) {
        return of(repository, sha, false);
    }

    public synchronized List<CheckRun> all() {
        return List.copyOf(runs.values());
    }

    synchronized CheckRun create(
            LoopbackRepository repository, InstalledApp app, CheckRunRequest request) {
        Instant now = clock.instant();
        String sha = String.valueOf(request.headSha());
        long suite =
                suites.computeIfAbsent(new Suite(app.appId(), repository.id(), sha), _ -> ++ids);
        var empty =
                new CheckRun(
                        ++ids,
                        repository.labels(),
                        suite,
                        app.json(),
                        String.valueOf(request.name()),
                        sha,
                        "queued",
                        null,
                        null,
                        null,
                        now,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        -1);
        return keep(empty.with(request, now));
    }

    synchronized CheckRun update(CheckRun run, CheckRunRequest request) {
        CheckRun current = runs.getOrDefault(run.id(), run);
        return keep(current.with(request, clock.instant()));
    }

    synchronized Optional<CheckRun> find(LoopbackRepository repository, long id) {
        return Optional.ofNullable(runs.get(id))
                .filter(run -> run.repository().id() == repository.id());
    }

    /** Newest first; of each name in a suite only the last one, unless all are wanted. */
    synchronized List<CheckRun> of(LoopbackRepository repository, String sha, boolean all) {
        var found = new ArrayList<CheckRun>();
        var seen = new HashMap<String, Long>();
        for (CheckRun run : new ArrayList<>(runs.values()).reversed()) {
            boolean here = run.repository().id() == repository.id() && run.headSha().equals(sha);
            if (here && (all || seen.put(run.suiteId() + "/" + run.name(), run.id()) == null)) {
                found.add(run);
            }
        }
        return found;
    }

    private CheckRun keep(CheckRun run) {
        runs.put(run.id(), run);
        return run;
    }
}
