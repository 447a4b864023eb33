package dev.sluice.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.data.DataDirectory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSecretTest {

    @TempDir Path directory;

    @Test
    void isGeneratedAndShownOnceWhereNoneIsSet() throws Exception {
        try (var data = DataDirectory.open(directory)) {
            WebhookSecret first = WebhookSecret.of(Map.of(), data);
            WebhookSecret second = WebhookSecret.of(Map.of(), data);

            assertThat(first.generated()).isPresent();
            assertThat(second.generated()).isEmpty();
            assertThat(second.settings())
                    .isEqualTo(first.settings())
                    .containsEntry(
                            "SLUICE_GITHUB_WEBHOOK_SECRETS_FILE", data.webhookSecret().toString());
            assertThat(data.webhookSecret()).hasContent(first.generated().orElseThrow());
            assertThat(first.toString()).doesNotContain(first.generated().orElseThrow());
        }
    }

    @Test
    void isNotGeneratedWhereOneIsSet() throws Exception {
        try (var data = DataDirectory.open(directory)) {
            assertThat(WebhookSecret.of(Map.of("SLUICE_GITHUB_WEBHOOK_SECRETS", "a,b"), data))
                    .isEqualTo(new WebhookSecret(Map.of(), java.util.Optional.empty()));
            assertThat(data.webhookSecret()).doesNotExist();
        }
    }
}
