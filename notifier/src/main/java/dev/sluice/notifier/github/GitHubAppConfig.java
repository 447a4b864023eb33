package dev.sluice.notifier.github;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The GitHub App as which the notifier writes, where there is one. */
@ConfigMapping(prefix = "sluice.notifier.github.app")
public interface GitHubAppConfig {

    /** Its number. */
    Optional<String> id();

    /** What GitHub prefers to be told by; the id will do. */
    Optional<String> clientId();

    /** Its private key in PEM. */
    Optional<Path> keyFile();
}
