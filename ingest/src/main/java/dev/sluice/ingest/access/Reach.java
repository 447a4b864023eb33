package dev.sluice.ingest.access;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose things a caller may see and touch. */
public sealed interface Reach {

    /** In a token: all there is. */
    String ALL = "*";

    /**
     * Whether it covers something.
     *
     * @param organisation {@code forge/owner id}; null for what belongs to none
     * @param repository {@code forge/repository id}; null for what concerns the whole organisation
     */
    boolean covers(@Nullable String organisation, @Nullable String repository);

    /** Everything, with what belongs to no organisation. */
    record Everything() implements Reach {
        @Override
        public boolean covers(@Nullable String organisation, @Nullable String repository) {
            return true;
        }
    }

    /**
     * Some organisations.
     *
     * @param organisations {@code forge/owner id}; none covers nothing
     * @param repositories {@code forge/repository id}; empty for all of the organisations
     */
    record Only(Set<String> organisations, Optional<Set<String>> repositories) implements Reach {
        public Only {
            organisations = Set.copyOf(organisations);
            repositories = repositories.map(Set::copyOf);
        }

        @Override
        public boolean covers(@Nullable String organisation, @Nullable String repository) {
            return organisation != null
                    && organisations.contains(organisation)
                    && repositories
                            .map(some -> repository != null && some.contains(repository))
                            .orElse(true);
        }
    }

    /**
     * What two claims say. All organisations are everything only together with all repositories;
     * with some of these they are none, because numbers of repositories alone have no owner.
     */
    static Reach of(Set<String> organisations, Set<String> repositories) {
        if (repositories.contains(ALL)) {
            return organisations.contains(ALL)
                    ? new Everything()
                    : new Only(organisations, Optional.empty());
        }
        var named = new HashSet<>(organisations);
        named.remove(ALL);
        return new Only(named, Optional.of(repositories));
    }
}
