package dev.sluice.scanners.secrets;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What counts as a secret, and how secrets are recognised again from scan to scan. */
@ConfigMapping(prefix = "sluice.scanner-workers.secrets")
public interface SecretsConfig {

    /**
     * The key of the hashes in findings, hexadecimal or base64, at least 32 bytes. All workers need
     * the same one. Without it the key file counts.
     */
    @WithDefault("${SLUICE_FINGERPRINT_KEY:}")
    Optional<String> fingerprintKey();

    /** Holds the key when none is configured; made, readable to its owner only, when missing. */
    @WithDefault(
            "${sluice.scanner-workers.cache:${SLUICE_CACHE:${user.home}/.cache/sluice}}/fingerprint.key")
    Path keyFile();

    /** Holds what was found in each content, so that scans read new ones only; can be lost. */
    @WithDefault(
            "${sluice.scanner-workers.cache:${SLUICE_CACHE:${user.home}/.cache/sluice}}/secrets")
    Path results();

    /**
     * A file of further rules and allow lists: in gitleaks' format when its name ends in {@code
     * .toml}, in Sluice's own otherwise. It is read again when it changes.
     */
    @WithDefault("${SLUICE_SECRET_RULES:}")
    Optional<Path> rules();

    /**
     * Whether a comment {@code sluice:allow} or {@code gitleaks:allow} in the line of a secret
     * allows it. Whoever writes a change can then let its own secrets pass.
     */
    @WithDefault("${SLUICE_SECRET_ALLOW_COMMENTS:false}")
    boolean allowComments();
}
