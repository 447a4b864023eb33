package dev.sluice.notifier.github;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which App we are, and how we can say so.
 *
 * @param issuer the client id, or the id where none is configured
 */
record AppIdentity(long id, String issuer, AppKeyFile key) {

    /**
     * What the configuration says; empty without an App.
     *
     * @throws ConfigurationException in one line, when it says half of it
     */
    static Optional<AppIdentity> of(GitHubAppConfig config) {
        Optional<String> id = config.id().map(String::strip);
        Optional<Path> keyFile = config.keyFile();
        if (id.isEmpty() && keyFile.isEmpty()) {
            return Optional.empty();
        }
        if (id.isEmpty() || keyFile.isEmpty()) {
            throw new ConfigurationException(
                    "a GitHub App needs both SLUICE_GITHUB_APP_ID and SLUICE_GITHUB_APP_KEY_FILE;"
                            + " only one of them is set");
        }
        if (!id.get().matches("[1-9]\\d{0,17}")) {
            throw new ConfigurationException(
                    "SLUICE_GITHUB_APP_ID is not a number; it is the \"App ID\" on the App's page");
        }
        return Optional.of(
                new AppIdentity(
                        Long.parseLong(id.get()),
                        config.clientId().map(String::strip).orElse(id.get()),
                        new AppKeyFile(keyFile.get())));
    }
}
