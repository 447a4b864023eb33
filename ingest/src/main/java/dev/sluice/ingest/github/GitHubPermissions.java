package dev.sluice.ingest.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.Account;
import dev.sluice.events.Permission;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Json;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.ingest.githubapp.GitHubAppConfig;
import dev.sluice.ingest.githubapp.InstallationTokens;
import dev.sluice.ingest.githubapp.TokenRefusedException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks GitHub, by the login, and believes the answer only when it is about the same account. */
@ApplicationScoped
class GitHubPermissions implements Permissions {

    private static final Logger LOG = Logger.getLogger(GitHubPermissions.class);

    private static final Set<String> WRITING = Set.of("write", "maintain", "admin");

    private final ReadTokens tokens;
    private final ApiAddress api;
    private final GitHubApi exchange;

    GitHubPermissions(GitHubConfig config, GitHubAppConfig app, GitHubApi exchange) {
        this.api = new ApiAddress(config.apiUrl(), config.allowPrivateHosts().orElse(Set.of()));
        this.tokens =
                InstallationTokens.of(app, config.apiUrl(), _ -> api.objection())
                        .<ReadTokens>map(ReadTokens.OfApp::new)
                        .orElseGet(() -> new ReadTokens.Fixed(config.token()));
        this.exchange = exchange;
    }

    /** Made at the start, so that a key that cannot be used is told at once. */
    void start(@Observes StartupEvent started) {
        LOG.debugf("who may do what is asked with %s", tokens.getClass().getSimpleName());
    }

    /**
     * GitHub's answer.
     *
     * @param permission the nearest of the old four: admin, write, read, none
     * @param roleName the role itself, which an organisation may have made
     */
    record Answer(
            @Nullable String permission,
            @JsonProperty("role_name") @Nullable String roleName,
            @Nullable AccountPayload user) {

        private String role() {
            return Objects.requireNonNullElse(roleName, "");
        }
    }

    @Override
    public Permission of(Repository repository, Account account) {
        try {
            Optional<String> objection = api.objection();
            if (objection.isPresent()) {
                return unknown(account, repository, objection.get());
            }
            Optional<String> token = tokens.of(repository);
            return token.isPresent()
                    ? read(repository, account, ask(repository, account, token.get()))
                    : unknown(account, repository, "no token for ingest is configured");
        } catch (TokenRefusedException e) {
            return unknown(account, repository, String.valueOf(e.getMessage()));
        } catch (UnknownHostException _) {
            return unknown(account, repository, "GitHub's host has no address");
        } catch (RetryableException e) {
            return unknown(account, repository, String.valueOf(e.getMessage()));
        } catch (CircuitBreakerOpenException _) {
            return unknown(account, repository, "GitHub did not answer others before");
        }
    }

    /** Once more with another token, where there is one, when the first is no longer taken. */
    private GitHubApi.Response ask(Repository repository, Account account, String token) {
        URI address = api.permission(repository, account);
        GitHubApi.Response response = exchange.get(address, token);
        return response.status() == HttpURLConnection.HTTP_UNAUTHORIZED
                ? tokens.insteadOf(token, repository)
                        .map(another -> exchange.get(address, another))
                        .orElse(response)
                : response;
    }

    private static Permission read(
            Repository repository, Account account, GitHubApi.Response response) {
        if (response.status() != HttpURLConnection.HTTP_OK) {
            return unknown(account, repository, "GitHub answers " + response.status());
        }
        try {
            Answer answer = Json.mapper().readValue(response.body(), Answer.class);
            if (answer == null
                    || answer.user() == null
                    || !Long.valueOf(account.id()).equals(answer.user().id())) {
                return unknown(account, repository, "GitHub's answer is not about this account");
            }
            return permission(answer);
        } catch (JsonProcessingException _) {
            return unknown(account, repository, "GitHub's answer is not JSON");
        }
    }

    private static Permission permission(Answer answer) {
        String permission = Objects.requireNonNullElse(answer.permission(), "");
        if (permission.equals("admin")) {
            return Permission.ADMIN;
        }
        if (WRITING.contains(permission) || WRITING.contains(answer.role())) {
            return Permission.WRITE;
        }
        return switch (permission) {
            case "read", "triage" -> Permission.READ;
            case "none" -> Permission.NONE;
            default -> Permission.UNKNOWN;
        };
    }

    private static Permission unknown(Account account, Repository repository, String reason) {
        LOG.warnf(
                "What %s may do in %s cannot be told, so it counts as nothing: %s",
                account.login(), repository.fullName(), reason);
        return Permission.UNKNOWN;
    }
}
