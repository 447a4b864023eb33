package dev.sluice.notifier.publishing;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The configured forges by the names that events use. */
@Singleton
public class Forges {

    private final List<Forge> forges;

    public Forges(@All List<Forge> forges) {
        this.forges = List.copyOf(forges);
    }

    Optional<Forge> named(String instance) {
        return forges.stream().filter(forge -> forge.instance().equals(instance)).findFirst();
    }

    /** Why nothing can be written to this forge; empty when there is no such reason. */
    Optional<String> obstacle(String instance) {
        return named(instance)
                .map(Forge::obstacle)
                .orElseGet(() -> Optional.of("no forge named " + instance + " is configured"));
    }
}
