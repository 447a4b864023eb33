package dev.sluice.scanners.secrets;

import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Scanner;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jboss.logging.Logger;

/**
 * The scanner under Sluice's rules and those of a file, which is read again when it changes; a
 * broken one changes nothing.
 */
final class RulesFile implements Scanner {

    private static final Logger LOG = Logger.getLogger(RulesFile.class);

    private final Path file;
    private final boolean allowComments;
    private final FingerprintKey key;
    private final Path results;
    private FileTime read;
    private SecretsScanner scanner;

    /**
     * Reads it for the first time.
     *
     * @throws InvalidRulesException in one line, when it cannot be used
     */
    RulesFile(Path file, boolean allowComments, FingerprintKey key, Path results) {
        this.file = file;
        this.allowComments = allowComments;
        this.key = key;
        this.results = results;
        try {
            this.read = Files.getLastModifiedTime(file);
            this.scanner = scanner();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public String name() {
        return SecretsScanner.NAME;
    }

    /** Looks whether the file has changed, too. */
    @Override
    public String ruleDigest() {
        return current().ruleDigest();
    }

    @Override
    public String snapshotDigest() {
        return held().snapshotDigest();
    }

    @Override
    public ScanOutcome scan(ScanInput input) throws InterruptedException {
        return held().scan(input);
    }

    private synchronized SecretsScanner held() {
        return scanner;
    }

    private synchronized SecretsScanner current() {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (!modified.equals(read)) {
                read = modified;
                scanner = scanner();
                LOG.infof("The rules for secrets were read again from %s", file);
            }
        } catch (IOException e) {
            LOG.warnf("The rules of before stay in force: %s", unreadable(e).getMessage());
        } catch (InvalidRulesException e) {
            LOG.warnf("The rules of before stay in force: %s", e.getMessage());
        }
        return scanner;
    }

    private SecretsScanner scanner() throws IOException {
        SecretRules rules = SecretRules.bundled().with(file.toString(), Files.readString(file));
        return new SecretsScanner(allowComments ? rules.allowingComments() : rules, key, results);
    }

    private InvalidRulesException unreadable(IOException e) {
        return new InvalidRulesException(
                "SLUICE_SECRET_RULES: %s %s"
                        .formatted(
                                file,
                                e instanceof CharacterCodingException
                                        ? "is not text in UTF-8"
                                        : "cannot be read"));
    }
}
