package dev.sluice.standalone.forge.repository;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All repositories by id and by name, their former names too. Safe for many threads. */
public final class Repositories {

    private final Map<Long, LoopbackRepository> byId = new ConcurrentHashMap<>();
    private final Map<String, Long> byName = new ConcurrentHashMap<>();
    private final Map<String, Long> byFormerName = new ConcurrentHashMap<>();

    public void add(LoopbackRepository repository) {
        if (byName.putIfAbsent(key(repository.fullName()), repository.id()) != null) {
            throw new IllegalStateException(repository.fullName() + " exists already");
        }
        byId.put(repository.id(), repository);
    }

    /** The repository gets another name, or another owner, or both; the old name leads to it. */
    public void move(LoopbackRepository repository, long ownerId, String owner, String name) {
        String former = repository.fullName();
        if (byName.putIfAbsent(key(owner + "/" + name), repository.id()) != null) {
            throw new IllegalStateException(owner + "/" + name + " exists already");
        }
        repository.moveTo(ownerId, owner, name);
        byName.remove(key(former));
        byFormerName.put(key(former), repository.id());
    }

    public Optional<LoopbackRepository> named(String fullName) {
        return Optional.ofNullable(byName.get(key(fullName))).map(byId::get);
    }

    public Optional<LoopbackRepository> formerlyNamed(String fullName) {
        return Optional.ofNullable(byFormerName.get(key(fullName))).map(byId::get);
    }

    public Optional<LoopbackRepository> withId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Collection<LoopbackRepository> all() {
        return byId.values();
    }

    private static String key(String fullName) {
        return fullName.toLowerCase(Locale.ROOT);
    }
}
