package dev.sluice.scanners.mirror;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Where repositories come from and where they are kept. */
@ConfigMapping(prefix = "sluice.scanner-workers")
public interface MirrorConfig {

    /**
     * The directory that mirrors are kept below; it may be deleted while the service is stopped.
     */
    @WithDefault("${SLUICE_CACHE:${user.home}/.cache/sluice}")
    Path cache();

    /** How long a commit that an event tells of may be missing at the forge. */
    @WithDefault("PT60S")
    Duration visibilityTimeout();

    /** How long a forge may be out of reach, and how long fetching into a mirror may take. */
    @WithDefault("PT60S")
    Duration fetchTimeout();

    /** How long fetching may take that may have to bring all of a repository's history. */
    @WithDefault("PT5M")
    Duration cloneTimeout();

    /** How much all mirrors may take on disk; those that were not used for longest go first. */
    @WithDefault("${SLUICE_CACHE_BUDGET:20G}")
    MemorySize mirrorBudget();

    /** How much one fetch may bring. */
    @WithDefault("10G")
    MemorySize fetchBytes();

    /** Hosts that may be at private addresses, and may be spoken to without encryption. */
    @WithDefault("${SLUICE_ALLOW_PRIVATE_HOSTS:}")
    Optional<Set<String>> allowPrivateHosts();

    /** The forge instance {@code github}. */
    Github github();

    /** GitHub or a GitHub Enterprise Server. */
    interface Github {

        /** The URL of its API, from which that of clones is derived. */
        @WithDefault("${SLUICE_GITHUB_API_URL:https://api.github.com}")
        URI apiUrl();

        /** May read contents, nothing more; public repositories need none. */
        @WithDefault("${SLUICE_GITHUB_CLONE_TOKEN:}")
        Optional<String> cloneToken();

        /** A file with it instead, which only its owner can read; read again when it changes. */
        @WithDefault("${SLUICE_GITHUB_CLONE_TOKEN_FILE:}")
        Optional<Path> cloneTokenFile();
    }
}
