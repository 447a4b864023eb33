package dev.sluice.scanners.local;

import java.io.File;
import java.io.IOException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * A repository whose configuration names no filters: comparing files with the index would otherwise
 * run the programs named there.
 */
final class UnfilteredRepository extends FileRepository {

    UnfilteredRepository(BaseRepositoryBuilder<?, ?> builder) throws IOException {
        super(builder);
        // in memory alone; a commit graph only saves time, and a broken one takes all memory
        super.getConfig()
                .setBoolean(
                        ConfigConstants.CONFIG_CORE_SECTION,
                        null,
                        ConfigConstants.CONFIG_COMMIT_GRAPH,
                        false);
    }

    @Override
    public FileBasedConfig getConfig() {
        FileBasedConfig config = super.getConfig();
        return new Unfiltered(config, config.getFile());
    }

    private static final class Unfiltered extends FileBasedConfig {

        Unfiltered(FileBasedConfig configuration, File file) {
            super(configuration, file, FS.DETECTED);
        }

        @Override
        public @Nullable String getString(
                String section, @Nullable String subsection, String name) {
            return ConfigConstants.CONFIG_FILTER_SECTION.equals(section)
                    ? null
                    : super.getString(section, subsection, name);
        }

        @Override
        public void load() {
            // everything is in the configuration below
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
