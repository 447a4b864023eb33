package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ingest.MutableClock;
import dev.sluice.ingest.StartRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {

    private static final byte[] BODY = {1, 2, 3};

    @TempDir private Path directory;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("secrets");
    }

    @Test
    void joinsConfigurationAndFile() throws IOException {
        Files.writeString(file, "three\r\n\n  four  \n");

        WebhookSecrets secrets = TestSecrets.of("one, two", file);

        for (String good : new String[] {"one", "two", "three", "four"}) {
            assertThat(isGood(secrets, good)).as(good).isTrue();
        }
        assertThat(isGood(secrets, "five")).isFalse();
    }

    @Test
    void badInput6_theOldSecretIsGoodForAWhileAfterTheRotationAndThenNoMore() throws IOException {
        var clock = new MutableClock(Instant.parse("2026-11-21T10:00:00Z"));
        Files.writeString(file, "old\n");
        WebhookSecrets secrets = TestSecrets.of(file, clock);

        Files.writeString(file, "new\n");
        secrets.reload(file);
        assertThat(isGood(secrets, "new")).isTrue();
        clock.advance(TestSecrets.GRACE.minusMillis(1));
        assertThat(isGood(secrets, "old")).isTrue();

        clock.advance(Duration.ofMillis(1));
        assertThat(isGood(secrets, "old")).isFalse();
        assertThat(isGood(secrets, "new")).isTrue();
    }

    @Test
    void aSecretThatComesBackIsGoodForGood() throws IOException {
        var clock = new MutableClock(Instant.parse("2026-11-21T10:00:00Z"));
        Files.writeString(file, "old\nnew\n");
        WebhookSecrets secrets = TestSecrets.of(file, clock);

        Files.writeString(file, "new\n");
        secrets.reload(file);
        Files.writeString(file, "old\nnew\n");
        secrets.reload(file);
        clock.advance(Duration.ofDays(1));

        assertThat(isGood(secrets, "old")).isTrue();
    }

    @Test
    void anotherRotationDoesNotProlongTheTimeOfTheFirst() throws IOException {
        var clock = new MutableClock(Instant.parse("2026-11-21T10:00:00Z"));
        Files.writeString(file, "one\n");
        WebhookSecrets secrets = TestSecrets.of(file, clock);

        Files.writeString(file, "two\n");
        secrets.reload(file);
        clock.advance(Duration.ofMinutes(4));
        Files.writeString(file, "three\n");
        secrets.reload(file);
        clock.advance(Duration.ofMinutes(2));

        assertThat(isGood(secrets, "one")).isFalse();
        assertThat(isGood(secrets, "two")).isTrue();
        assertThat(isGood(secrets, "three")).isTrue();
    }

    @Test
    void keepsTheSecretsOfAFileThatIsGoneOrEmpty() throws IOException {
        Files.writeString(file, "old\n");
        WebhookSecrets secrets = TestSecrets.of(null, file);

        Files.writeString(file, "\n");
        secrets.reload(file);
        assertThat(isGood(secrets, "old")).isTrue();

        Files.delete(file);
        secrets.reload(file);
        assertThat(isGood(secrets, "old")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , "})
    void refusesToStartWithoutASecret(String configured) {
        assertThatThrownBy(() -> TestSecrets.of(configured, null))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("SLUICE_GITHUB_WEBHOOK_SECRETS")
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesToStartWithoutTheFile() {
        assertThatThrownBy(() -> TestSecrets.of("one", file))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aSecretIsNeverPrinted() {
        assertThat(new WebhookSecret("hunter2")).hasToString("WebhookSecret[***]");
    }

    private static boolean isGood(WebhookSecrets secrets, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return secrets.signed(BODY, mac.doFinal(BODY));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
