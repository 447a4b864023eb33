package dev.sluice.notifier.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.events.Repository;
import dev.sluice.notifier.publishing.Reply;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens for one repository each, with the permissions that we use and no other. */
final class InstallationTokens {

    private static final TypeReference<Created> CREATED = new TypeReference<>() {};

    /** So much before its end a token is no longer used. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private record Key(long installation, long repository, Map<String, String> permissions) {}

    private record Granted(Token token, Instant until) {}

    /** As GitHub answers. */
    private record Created(
            @Nullable String token, @JsonProperty("expires_at") @Nullable Instant expiresAt) {

        Optional<Granted> granted() {
            return token == null || expiresAt == null
                    ? Optional.empty()
                    : Optional.of(new Granted(new Token(token), expiresAt.minus(MARGIN)));
        }

        @Override
        public String toString() {
            return "Created[until " + expiresAt + "]";
        }
    }

    private final AppRequests requests;
    private final Kept<Key, Granted> granted = new Kept<>();

    InstallationTokens(AppRequests requests) {
        this.requests = requests;
    }

    /**
     * A token that is good for some minutes at least.
     *
     * @param refused one that GitHub no longer takes
     */
    Reply<Token> of(
            Installation installation,
            Repository repository,
            Permission needs,
            @Nullable Token refused) {
        var key = new Key(installation.id(), repository.id(), installation.granted());
        return granted.get(
                        key,
                        kept ->
                                !kept.token().equals(refused)
                                        && requests.now().isBefore(kept.until()),
                        () -> create(key, installation, repository, needs))
                .then(kept -> new Reply.Done<>(kept.token()));
    }

    private Reply<Granted> create(
            Key key, Installation installation, Repository repository, Permission needs) {
        Ask ask =
                Ask.post(
                                "/app/installations/" + key.installation() + "/access_tokens",
                                Map.of(
                                        "repository_ids",
                                        List.of(key.repository()),
                                        "permissions",
                                        key.permissions()),
                                needs)
                        .fromApi();
        return requests.ask(
                repository, ask, answer -> created(answer, installation, repository, needs));
    }

    private static Reply<Granted> created(
            Answer answer, Installation installation, Repository repository, Permission needs) {
        Optional<Granted> granted =
                answer.status() == HttpURLConnection.HTTP_CREATED
                        ? answer.as(CREATED).flatMap(Created::granted)
                        : Optional.empty();
        return granted.<Reply<Granted>>map(Reply.Done::new)
                .orElseGet(() -> new Reply.Refused<>(why(answer, installation, repository, needs)));
    }

    private static String why(
            Answer answer, Installation installation, Repository repository, Permission needs) {
        String said = Answers.message(answer).toLowerCase(Locale.ROOT);
        if (said.contains("suspended")) {
            return AppAccess.suspended(repository, installation);
        }
        if (said.contains("permission")) {
            return AppAccess.notGranted(repository, installation, needs);
        }
        return switch (answer.status()) {
            case 404 -> "the GitHub App is no longer installed for " + repository.owner();
            case 422 ->
                    "the GitHub App may not see "
                            + repository.fullName()
                            + ": add it to the installation at "
                            + installation.where();
            default -> "GitHub gives the App no token (" + answer.status() + ")";
        };
    }
}
