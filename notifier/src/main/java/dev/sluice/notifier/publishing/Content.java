package dev.sluice.notifier.publishing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is shown, and for whom, as far as it is remembered. The body itself is not: it is made anew
 * from our own tables whenever it is written.
 *
 * @param sequence of the decision, 0 for what is said without one
 * @param state in the forge's word
 * @param text one line for people
 * @param url where the text leads; absent when no public address is configured
 * @param digest over the body, perhaps with something behind a slash that the exhibit wants to
 *     remember; two contents with the same one need no second write
 */
public record Content(
        UUID revision,
        long sequence,
        String state,
        String text,
        @Nullable String url,
        String digest) {

    /** The same content as another one, because somebody asked to be told again. */
    Content asked(long times) {
        return times == 0
                ? this
                : new Content(revision, sequence, state, text, url, digest + "+" + times);
    }

    /** Hexadecimal SHA-256. */
    public static String digest(String body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
