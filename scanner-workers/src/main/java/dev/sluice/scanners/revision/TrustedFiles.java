package dev.sluice.scanners.revision;

import dev.sluice.events.ScanFailure;
import dev.sluice.events.TrustedConfiguration;
import dev.sluice.scanners.git.BrokenRepositoryException;
import dev.sluice.scanners.git.IgnoreRules;
import dev.sluice.scanners.git.RepositoryView;
import dev.sluice.scanners.git.UnreadableRevisionException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What steers scanning and deciding, read from the tip of a branch that is trusted. */
record TrustedFiles(TrustedConfiguration configuration, IgnoreRules ignore) {

    /** More than any policy written by hand, and little enough for one event; in bytes. */
    static final int MAX_BYTES = 256 * 1024;

    static TrustedFiles read(RepositoryView repository, String ref, String sha)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        Optional<byte[]> policy = repository.file(sha, TrustedConfiguration.POLICY_PATH, MAX_BYTES);
        Optional<byte[]> ignore = repository.file(sha, TrustedConfiguration.IGNORE_PATH, MAX_BYTES);
        return new TrustedFiles(
                new TrustedConfiguration(
                        ref,
                        sha,
                        policy.isPresent() ? text(policy.get()) : null,
                        digest(policy, ignore)),
                ignore.map(IgnoreRules::parse).orElse(IgnoreRules.NONE));
    }

    private static String text(byte[] policy) throws UnreadableRevisionException {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(policy)).toString();
            if (text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t')) {
                return text;
            }
        } catch (CharacterCodingException e) {
            throw notText(e);
        }
        throw notText(null);
    }

    private static UnreadableRevisionException notText(@Nullable Throwable cause) {
        return new UnreadableRevisionException(
                ScanFailure.MALFORMED,
                TrustedConfiguration.POLICY_PATH + " is not text in UTF-8",
                cause);
    }

    /** Over both files, each preceded by its length; a missing file is not an empty one. */
    private static String digest(Optional<byte[]> policy, Optional<byte[]> ignore) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            add(sha256, policy);
            add(sha256, ignore);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, Optional<byte[]> content) {
        digest.update(ByteBuffer.allocate(4).putInt(content.map(c -> c.length).orElse(-1)).flip());
        content.ifPresent(digest::update);
    }
}
