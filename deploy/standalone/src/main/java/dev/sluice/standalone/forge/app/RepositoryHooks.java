package dev.sluice.standalone.forge.app;

import dev.sluice.standalone.forge.repository.LoopbackRepository;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The webhooks of all repositories. Safe for many threads. */
public final class RepositoryHooks {

    private final Clock clock;
    private final AtomicLong ids = new AtomicLong(70_000);
    private final List<RepositoryHook> hooks = new CopyOnWriteArrayList<>();

    public RepositoryHooks(Clock clock) {
        this.clock = clock;
    }

    public RepositoryHook create(LoopbackRepository repository, String url, String secret) {
        var hook =
                new RepositoryHook(
                        ids.incrementAndGet(), repository, new HookDeliveries(url, secret, clock));
        hooks.add(hook);
        return hook;
    }

    List<RepositoryHook> of(LoopbackRepository repository) {
        return hooks.stream().filter(hook -> hook.repository().id() == repository.id()).toList();
    }

    Optional<RepositoryHook> of(LoopbackRepository repository, long id) {
        return of(repository).stream().filter(hook -> hook.id() == id).findFirst();
    }
}
