package dev.sluice.standalone.forge.status;

import dev.sluice.standalone.forge.repository.LoopbackRepository;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statuses that were accepted, in order; GitHub keeps at most 1000 for a commit and context.
 */
public final class StatusLog {

    static final int MAX_FOR_COMMIT_AND_CONTEXT = 1000;

    private final Clock clock;

    private record Entry(long repository, StatusWrite write) {}

    private final List<Entry> writes = new ArrayList<>();

    public StatusLog(Clock clock) {
        this.clock = clock;
    }

    /** The accepted write, or empty when there are too many already. */
    synchronized Optional<StatusWrite> add(
            LoopbackRepository repository, String sha, StatusRequest request) {
        long same =
                of(repository, sha)
                        .filter(write -> write.context().equals(request.context()))
                        .count();
        if (same >= MAX_FOR_COMMIT_AND_CONTEXT) {
            return Optional.empty();
        }
        var write =
                new StatusWrite(
                        writes.size() + 1L,
                        repository.fullName(),
                        sha,
                        request.context(),
                        request.state(),
                        request.description(),
                        request.targetUrl(),
                        clock.instant());
        writes.add(new Entry(repository.id(), write));
        return Optional.of(write);
    }

    /** Every accepted write, oldest first. */
    public synchronized List<StatusWrite> all() {
        return writes.stream().map(Entry::write).toList();
    }

    /** The statuses of a commit, newest first. */
    synchronized List<StatusWrite> newestFirst(LoopbackRepository repository, String sha) {
        return of(repository, sha).toList().reversed();
    }

    private Stream<StatusWrite> of(LoopbackRepository repository, String sha) {
        return writes.stream()
                .filter(entry -> entry.repository() == repository.id())
                .map(Entry::write)
                .filter(write -> write.sha().equals(sha));
    }
}
