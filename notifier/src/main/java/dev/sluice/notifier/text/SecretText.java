package dev.sluice.notifier.text;

import dev.sluice.events.SecretMatch;

/** All that is ever said about a secret: who issued it and its masked preview. */
public final class SecretText {

    private SecretText() {}

    public static String of(SecretMatch secret) {
        String preview = secret.preview();
        return "Secret of " + secret.issuer() + (preview.isBlank() ? "" : ": " + preview);
    }
}
