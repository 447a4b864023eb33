package dev.sluice.notifier.github;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where GitHub is and what the notifier may do there. */
@ConfigMapping(prefix = "sluice.notifier.github")
public interface GitHubConfig {

    /** The name by which events call this instance. */
    @WithDefault("github")
    String instance();

    /** {@code https://api.github.com}, or {@code https://HOST/api/v3} for an Enterprise Server. */
    @WithDefault("https://api.github.com")
    URI apiUrl();

    /** With the permission "Commit statuses: write"; without it nothing is written. */
    Optional<String> token();

    /** Hosts that may have a loopback or private address, and may be spoken to without TLS. */
    Optional<Set<String>> allowPrivateHosts();
}
