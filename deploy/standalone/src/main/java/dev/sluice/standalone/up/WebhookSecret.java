package dev.sluice.standalone.up;

import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.data.KeptSecret;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * How webhooks are told from forgeries: the secrets that the environment names, or one of our own.
 *
 * @param settings what ingest has to be told, nothing where the environment has told it
 * @param generated shown once, when it was made just now
 */
record WebhookSecret(Map<String, String> settings, Optional<String> generated) {

    private static final String SECRETS = "SLUICE_GITHUB_WEBHOOK_SECRETS";
    private static final String FILE = "SLUICE_GITHUB_WEBHOOK_SECRETS_FILE";

    static WebhookSecret of(Map<String, String> environment, DataDirectory data)
            throws IOException {
        if (isSet(environment, SECRETS) || isSet(environment, FILE)) {
            return new WebhookSecret(Map.of(), Optional.empty());
        }
        KeptSecret kept = KeptSecret.in(data.webhookSecret());
        return new WebhookSecret(
                Map.of(FILE, data.webhookSecret().toString()),
                kept.isNew() ? Optional.of(kept.value()) : Optional.empty());
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "WebhookSecret[generated=" + generated.isPresent() + "]";
    }
}
