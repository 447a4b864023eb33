package dev.sluice.policy.sources;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the operator's policy lies. */
@ConfigMapping(prefix = "sluice.policy-engine")
public interface SourcesConfig {

    /** The central policy file; absent for none. */
    Optional<Path> policy();
}
