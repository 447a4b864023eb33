package dev.sluice.standalone.forge;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statuses that were accepted, in order; GitHub keeps at most 1000 for a commit and context.
 */
final class StatusLog {

    static final int MAX_FOR_COMMIT_AND_CONTEXT = 1000;

    private final Clock clock;
    private final List<StatusWrite> writes = new ArrayList<>();

    StatusLog(Clock clock) {
        this.clock = clock;
    }

    /** The accepted write, or empty when there are too many already. */
    synchronized Optional<StatusWrite> add(String repository, String sha, StatusRequest request) {
        long same =
                writes.stream()
                        .filter(write -> write.repository().equals(repository))
                        .filter(write -> write.sha().equals(sha))
                        .filter(write -> write.context().equals(request.context()))
                        .count();
        if (same >= MAX_FOR_COMMIT_AND_CONTEXT) {
            return Optional.empty();
        }
        var write =
                new StatusWrite(
                        writes.size() + 1L,
                        repository,
                        sha,
                        request.context(),
                        request.state(),
                        request.description(),
                        request.targetUrl(),
                        clock.instant());
        writes.add(write);
        return Optional.of(write);
    }

    synchronized List<StatusWrite> all() {
        return List.copyOf(writes);
    }

    /** The statuses of a commit, newest first. */
    synchronized List<StatusWrite> newestFirst(String repository, String sha) {
        return writes.reversed().stream()
                .filter(write -> write.repository().equals(repository) && write.sha().equals(sha))
                .toList();
    }
}
