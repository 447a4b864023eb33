package dev.sluice.standalone.forge.deployments;

import dev.sluice.standalone.forge.repository.LoopbackRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The jobs that wait, and what was said to each. Safe for many threads. */
public final class ProtectionRules {

    /**
     * What an App said.
     *
     * @param state {@code approved}, {@code rejected}, or absent for a mere report
     */
    public record Word(@Nullable String state, String comment) {}

    private record Job(long repositoryId, long runId, String environment) {}

    private final Map<Job, List<Word>> waiting = new ConcurrentHashMap<>();

    /** A job of a workflow run waits before it enters the environment. */
    public void await(LoopbackRepository repository, long runId, String environment) {
        waiting.put(new Job(repository.id(), runId, environment), new ArrayList<>());
    }

    /** What was said about it, oldest first. */
    public List<Word> said(LoopbackRepository repository, long runId, String environment) {
        List<Word> words = waiting.get(new Job(repository.id(), runId, environment));
        if (words == null) {
            return List.of();
        }
        synchronized (words) {
            return List.copyOf(words);
        }
    }

    Optional<List<Word>> find(LoopbackRepository repository, long runId, String environment) {
        return Optional.ofNullable(waiting.get(new Job(repository.id(), runId, environment)));
    }
}
