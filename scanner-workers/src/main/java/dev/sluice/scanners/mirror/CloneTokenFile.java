package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A file with a token, read again when it changes; a broken one changes nothing. */
final class CloneTokenFile {

    private static final Logger LOG = Logger.getLogger(CloneTokenFile.class);

    /** What tokens of all forges are made of, and nothing that could end a header. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,1000}");

    private final Path file;
    private FileTime read;
    private String token;

    /**
     * Reads it for the first time.
     *
     * @throws IllegalArgumentException in one line, when there is no token that could be used
     */
    CloneTokenFile(Path file) {
        this.file = file;
        try {
            this.read = Files.getLastModifiedTime(file);
            this.token = token(file);
        } catch (IOException _) {
            throw new IllegalArgumentException(about(file, "cannot be read"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(about(file, e.getMessage()));
        }
    }

    synchronized String current() {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (!modified.equals(read)) {
                read = modified;
                token = token(file);
                LOG.infof("The token for clones was read again from %s", file);
            }
        } catch (IOException _) {
            LOG.warnf("The token of before stays: %s", about(file, "cannot be read"));
        } catch (IllegalArgumentException e) {
            LOG.warnf("The token of before stays: %s", about(file, e.getMessage()));
        }
        return token;
    }

    private static String token(Path file) throws IOException {
        var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null
                && posix.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
            throw new IllegalArgumentException("can be read by everybody; run: chmod 600 " + file);
        }
        String token = Files.readString(file).strip();
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("must hold a token alone, on one line");
        }
        return token;
    }

    private static String about(Path file, @Nullable String what) {
        return "SLUICE_GITHUB_CLONE_TOKEN_FILE: " + file + " " + what;
    }
}
