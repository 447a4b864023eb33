package dev.sluice.ingest.github;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How deliveries of GitHub are authenticated. */
@ConfigMapping(prefix = "sluice.ingest.github")
public interface GitHubConfig {

    /** Secrets of webhooks, separated by commas; each of them is good. */
    Optional<String> webhookSecrets();

    /** A file with further secrets, one a line; read again when it changes. */
    Optional<Path> webhookSecretsFile();

    /** How often the file is looked at. */
    @WithDefault("5s")
    Duration webhookSecretsReload();
}
