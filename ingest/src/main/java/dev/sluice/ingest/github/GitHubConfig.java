package dev.sluice.ingest.github;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How deliveries of GitHub are authenticated, and what ingest may ask GitHub itself. */
@ConfigMapping(prefix = "sluice.ingest.github")
public interface GitHubConfig {

    /** Secrets of webhooks, separated by commas; each of them is good. */
    Optional<String> webhookSecrets();

    /** A file with further secrets, one a line; read again when it changes. */
    Optional<Path> webhookSecretsFile();

    /** How often the file is looked at. */
    @WithDefault("5s")
    Duration webhookSecretsReload();

    /** How long a secret stays good after it has gone from the file; zero ends it at once. */
    @WithDefault("5m")
    Duration webhookSecretsGrace();

    /** {@code https://api.github.com}, or {@code https://HOST/api/v3} for an Enterprise Server. */
    @WithDefault("https://api.github.com")
    URI apiUrl();

    /** Our own App; without it, checks are known as ours by the form of their external id alone. */
    OptionalLong appId();

    /** Its name in addresses, as in {@code github.com/apps/NAME}: by it, what it does is known. */
    Optional<String> appSlug();

    /** With the permission "Metadata: read"; without it commands in comments are not obeyed. */
    Optional<String> token();

    /** Hosts that may have a loopback or private address, and may be spoken to without TLS. */
    Optional<Set<String>> allowPrivateHosts();
}
