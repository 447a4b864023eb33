package dev.sluice.scanners.dependencies;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** What can be set about the scanner {@code dependencies}. */
@ConfigMapping(prefix = "sluice.scanner-workers.dependencies")
public interface DependenciesConfig {

    /** Where advisory databases are kept, in a directory {@code advisories}. */
    @WithDefault("${sluice.scanner-workers.cache:${SLUICE_CACHE:${user.home}/.cache/sluice}}")
    Path cache();
}
