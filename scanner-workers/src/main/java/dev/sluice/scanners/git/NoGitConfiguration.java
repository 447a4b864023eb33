package dev.sluice.scanners.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * The git configuration of the machine and of its user, which is empty here: no proxy, credential
 * store, filter or rewritten URL from there takes part in a scan, and JGit does not run the git
 * command to find it.
 */
public final class NoGitConfiguration extends SystemReader.Delegate {

    private NoGitConfiguration(SystemReader system) {
        super(system);
    }

    /** Puts it in force for this JVM; once is enough, more do no harm. */
    public static void install() {
        if (!(SystemReader.getInstance() instanceof NoGitConfiguration)) {
            SystemReader.setInstance(new NoGitConfiguration(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    private static final class Empty extends FileBasedConfig {

        Empty(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // there is no file
        }

        @Override
        public void save() {
            // nothing is kept
        }

        /**
         * JGit keeps here how fine the clocks of file systems are, and where it finds nothing
         * measures for 3 seconds, with files that it writes into the repository. It is told what it
         * would assume meanwhile.
         */
        @Override
        public @Nullable String getString(
                String section, @Nullable String subsection, String name) {
            return ConfigConstants.CONFIG_FILESYSTEM_SECTION.equals(section)
                    ? FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION.toMillis() + " ms"
                    : super.getString(section, subsection, name);
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
