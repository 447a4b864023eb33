package dev.sluice.ingest.github;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configurations of GitHub without a container. */
record TestSecrets(
        Optional<String> webhookSecrets,
        Optional<Path> webhookSecretsFile,
        OptionalLong appId,
        Optional<String> appSlug)
        implements GitHubConfig {

    static final Duration GRACE = Duration.ofMinutes(5);
    static final String SECRET = "It's a Secret to Everybody";

    static WebhookSecrets of(@Nullable String secrets, @Nullable Path file) {
        return new WebhookSecrets(
                new TestSecrets(
                        Optional.ofNullable(secrets),
                        Optional.ofNullable(file),
                        OptionalLong.empty(),
                        Optional.empty()));
    }

    static WebhookSecrets of(Path file, Clock clock) {
        return new WebhookSecrets(
                new TestSecrets(
                        Optional.empty(),
                        Optional.of(file),
                        OptionalLong.empty(),
                        Optional.empty()),
                clock);
    }

    static GitHubConfig config() {
        return new TestSecrets(
                Optional.of(SECRET), Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    static GitHubConfig configOfApp(long id, String slug) {
        return new TestSecrets(
                Optional.of(SECRET), Optional.empty(), OptionalLong.of(id), Optional.of(slug));
    }

    @Override
    public Duration webhookSecretsReload() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration webhookSecretsGrace() {
        return GRACE;
    }

    @Override
    public URI apiUrl() {
        return URI.create("https://api.github.com");
    }

    @Override
    public Optional<String> token() {
        return Optional.empty();
    }

    @Override
    public Optional<Set<String>> allowPrivateHosts() {
        return Optional.empty();
    }
}
