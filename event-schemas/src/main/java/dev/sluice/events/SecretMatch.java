package dev.sluice.events;

/**
 * What may be said about a secret: who issued it, at most four of its characters, and a keyed hash
 * that recognises it again. The value itself is nowhere.
 *
 * @param hash hexadecimal HMAC-SHA-256 under a key that only scanner-workers has
 */
public record SecretMatch(String issuer, String preview, String hash) {

    public static final int MAX_PREVIEW_CHARACTERS = 4;

    public SecretMatch {
        Require.text("secret.issuer", issuer);
        Require.present("secret.preview", preview);
        Require.text("secret.hash", hash);
        if (preview.chars().filter(c -> c != '*').count() > MAX_PREVIEW_CHARACTERS) {
            throw new IllegalArgumentException(
                    "secret.preview shows more than " + MAX_PREVIEW_CHARACTERS + " characters");
        }
    }
}
