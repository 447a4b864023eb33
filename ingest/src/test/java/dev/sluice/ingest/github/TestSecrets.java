package dev.sluice.ingest.github;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configurations of GitHub without a container. */
record TestSecrets(Optional<String> webhookSecrets, Optional<Path> webhookSecretsFile)
        implements GitHubConfig {

    static final String SECRET = "It's a Secret to Everybody";

    static WebhookSecrets of(@Nullable String secrets, @Nullable Path file) {
        return new WebhookSecrets(
                new TestSecrets(Optional.ofNullable(secrets), Optional.ofNullable(file)));
    }

    static GitHubConfig config() {
        return new TestSecrets(Optional.of(SECRET), Optional.empty());
    }

    @Override
    public Duration webhookSecretsReload() {
        return Duration.ofSeconds(5);
    }

    @Override
    public URI apiUrl() {
        return URI.create("https://api.github.com");
    }

    @Override
    public OptionalLong appId() {
        return OptionalLong.empty();
    }

    @Override
    public Optional<String> appSlug() {
        return Optional.empty();
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
