package dev.sluice.ingest.githubapp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The GitHub App that may ask who may do what, where there is one. */
@ConfigMapping(prefix = "sluice.ingest.github.app")
public interface GitHubAppConfig {

    /** Its number. */
    @WithDefault("${SLUICE_GITHUB_APP_ID:}")
    Optional<String> id();

    /** What GitHub prefers to be told by; the id will do. */
    @WithDefault("${SLUICE_GITHUB_APP_CLIENT_ID:}")
    Optional<String> clientId();

    /** Its private key in PEM. */
    @WithDefault("${SLUICE_GITHUB_APP_KEY_FILE:}")
    Optional<Path> keyFile();
}
