package dev.sluice.ingest.githubapp;

import dev.sluice.ingest.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The file of an App's key, read again when it changes; a broken one changes nothing. */
final class AppKeyFile {

    private static final Logger LOG = Logger.getLogger(AppKeyFile.class);

    private final Path file;
    private FileTime read;
    private AppKey key;

    /**
     * Reads it for the first time.
     *
     * @throws StartRefusedException in one line, when there is no key that could be used
     */
    AppKeyFile(Path file) {
        this.file = file;
        try {
            this.read = Files.getLastModifiedTime(file);
            this.key = key(file);
        } catch (IOException _) {
            throw new StartRefusedException(about(file, "cannot be read"));
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(about(file, e.getMessage()));
        }
    }

    synchronized AppKey current() {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (!modified.equals(read)) {
                read = modified;
                key = key(file);
                LOG.infof("The key of the GitHub App was read again from %s", file);
            }
        } catch (IOException _) {
            LOG.warnf("The key of before stays: %s", about(file, "cannot be read"));
        } catch (IllegalArgumentException e) {
            LOG.warnf("The key of before stays: %s", about(file, e.getMessage()));
        }
        return key;
    }

    private static AppKey key(Path file) throws IOException {
        var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null
                && posix.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
            throw new IllegalArgumentException("can be read by everybody; run: chmod 600 " + file);
        }
        return AppKey.of(Files.readString(file));
    }

    private static String about(Path file, @Nullable String what) {
        return "SLUICE_GITHUB_APP_KEY_FILE: " + file + " " + what;
    }
}
