package dev.sluice.ingest.github;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Configurations of GitHub without a container. */
record TestSecrets(Optional<String> webhookSecrets, Optional<Path> webhookSecretsFile)
        implements GitHubConfig {

    static final String SECRET = "It's a Secret to Everybody";

    static WebhookSecrets of(@Nullable String secrets, @Nullable Path file) {
        return new WebhookSecrets(
                new TestSecrets(Optional.ofNullable(secrets), Optional.ofNullable(file)));
    }

    @Override
    public Duration webhookSecretsReload() {
        return Duration.ofSeconds(5);
    }
}
