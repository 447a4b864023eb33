package dev.sluice.ingest.githubapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.githubapp.AppRequests.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tokens of a GitHub App, each of which may read the metadata of one repository and no more. */
public final class InstallationTokens {

    /** So much before its end a token is no longer used. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    record Granted(String token, Instant until) {
        @Override
        public String toString() {
            return "Granted[until " + until + "]";
        }
    }

    private static final class Slot {
        private @Nullable Granted granted;
    }

    private final AppRequests requests;
    private final Map<Long, Slot> slots = new ConcurrentHashMap<>();

    InstallationTokens(AppRequests requests) {
        this.requests = requests;
    }

    /**
     * Those of the App whose key is configured; empty without one.
     *
     * @throws dev.sluice.ingest.StartRefusedException in one line, when the configuration cannot be
     *     used
     */
    public static Optional<InstallationTokens> of(
            GitHubAppConfig config, URI api, AddressGuard guard) {
        return AppRequests.of(config, api, guard, Clock.systemUTC()).map(InstallationTokens::new);
    }

    /**
     * A token that is good for some minutes at least; one at a time asks for that of a repository.
     *
     * @throws TokenRefusedException when there is none
     */
    public String of(Repository repository) {
        Slot slot = slots.computeIfAbsent(repository.id(), _ -> new Slot());
        synchronized (slot) {
            Granted granted = slot.granted;
            if (granted == null || !requests.now().isBefore(granted.until())) {
                granted = create(repository);
                slot.granted = granted;
            }
            return granted.token();
        }
    }

    /** Another one, because this one is no longer taken. */
    public String insteadOf(String refused, Repository repository) {
        Slot slot = slots.computeIfAbsent(repository.id(), _ -> new Slot());
        synchronized (slot) {
            if (slot.granted != null && slot.granted.token().equals(refused)) {
                slot.granted = null;
            }
            return of(repository);
        }
    }

    private Granted create(Repository repository) {
        try {
            Answer found = requests.get("/repos/" + repository.fullName() + "/installation");
            JsonNode id = found.body().path("id");
            if (found.status() != 200 || !id.isIntegralNumber()) {
                throw refused(found, repository);
            }
            Answer created =
                    requests.post(
                            "/app/installations/" + id.asLong() + "/access_tokens",
                            wanted(repository));
            return granted(created).orElseThrow(() -> refused(created, repository));
        } catch (IOException e) {
            throw new TokenRefusedException(
                    "GitHub gives the App no token: " + e.getClass().getSimpleName());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new TokenRefusedException("ingest is stopping");
        }
    }

    private static ObjectNode wanted(Repository repository) {
        ObjectNode wanted = Json.mapper().createObjectNode();
        wanted.putArray("repository_ids").add(repository.id());
        wanted.putObject("permissions").put("metadata", "read");
        return wanted;
    }

    static Optional<Granted> granted(Answer answer) {
        JsonNode token = answer.body().path("token");
        try {
            Instant end = Instant.parse(answer.body().path("expires_at").asText());
            return answer.status() == 201 && token.isTextual()
                    ? Optional.of(new Granted(token.asText(), end.minus(MARGIN)))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static TokenRefusedException refused(Answer answer, Repository repository) {
        String owner = repository.owner();
        String name = repository.fullName();
        if (answer.throttled() || answer.status() == 429 || answer.status() >= 500) {
            return new TokenRefusedException(
                    "GitHub gives the App no token now (" + answer.status() + ")");
        }
        String reason =
                switch (answer.status()) {
                    case 401 -> AppRequests.WRONG_KEY;
                    case 403 -> "the GitHub App is suspended for " + owner;
                    case 404 ->
                            "the GitHub App is not installed for "
                                    + name
                                    + ": install it for "
                                    + owner
                                    + ", or add the repository to its installation";
                    case 422 ->
                            "the GitHub App may not see "
                                    + name
                                    + ": its installation needs the repository";
                    default -> "GitHub gives the App no token (" + answer.status() + ")";
                };
        return new TokenRefusedException(reason);
    }
}
