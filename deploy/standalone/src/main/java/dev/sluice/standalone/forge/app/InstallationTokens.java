package dev.sluice.standalone.forge.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.api.InstalledApp;
import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.webhook.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The tokens of installations; each lives an hour. Safe for many threads. */
public final class InstallationTokens {

    static final Duration LIFE = Duration.ofHours(1);

    /**
     * A token.
     *
     * @param repositories the ids that it was asked for; empty for all of the installation
     */
    record Token(
            String value,
            Installation installation,
            List<Long> repositories,
            Map<String, Level> permissions,
            Instant expiresAt)
            implements InstalledApp {

        Token {
            repositories = List.copyOf(repositories);
            permissions = Map.copyOf(permissions);
        }

        @Override
        public long appId() {
            return installation.app().id();
        }

        @Override
        public long installationId() {
            return installation.id();
        }

        @Override
        public Account bot() {
            return installation.app().bot();
        }

        @Override
        public ObjectNode json() {
            return installation.app().json();
        }

        /** What was asked for, less what the owner has taken back since. */
        @Override
        public Map<String, Level> rights() {
            var rights = new TreeMap<String, Level>();
            installation
                    .permissions()
                    .forEach((name, granted) -> {
                        Level asked = permissions.get(name);
                        if (asked != null) {
                            rights.put(name, least(asked, granted));
                        }
                    });
            return rights;
        }

        private static Level least(Level one, Level other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        @Override
        public boolean reaches(LoopbackRepository repository) {
            return installation.reaches(repository)
                    && (repositories.isEmpty() || repositories.contains(repository.id()));
        }
    }

    private final Clock clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    public InstallationTokens(Clock clock) {
        this.clock = clock;
    }

    /** How many were handed out; a good client asks rarely. */
    public int issued() {
        return issued.get();
    }

    /** From now on GitHub knows none of them any more, long before their time. */
    public void revokeAll() {
        tokens.clear();
    }

    Token issue(
            Installation installation, List<Long> repositories, Map<String, Level> permissions) {
        var token =
                new Token(
                        Apps.token(),
                        installation,
                        repositories,
                        permissions,
                        clock.instant().plus(LIFE));
        tokens.put(token.value(), token);
        issued.incrementAndGet();
        return token;
    }

    Optional<Token> find(String value) throws Refused {
        Token token = tokens.get(value);
        if (token == null
                || token.installation().isDeleted()
                || !clock.instant().isBefore(token.expiresAt())) {
            return Optional.empty();
        }
        if (token.installation().isSuspended()) {
            throw Refused.with(403, "This installation has been suspended");
        }
        return Optional.of(token);
    }
}
