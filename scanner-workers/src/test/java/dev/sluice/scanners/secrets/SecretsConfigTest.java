package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsConfigTest {

    @Test
    void keepsTheKeyInTheCacheOfTheWorker() {
        SecretsConfig config = config(Map.of("sluice.scanner-workers.cache", "/var/cache/sluice"));

        assertThat(config.keyFile()).isEqualTo(Path.of("/var/cache/sluice/fingerprint.key"));
        assertThat(config.fingerprintKey()).isEmpty();
    }

    @Test
    void followsTheEnvironment() {
        SecretsConfig config =
                config(Map.of("SLUICE_CACHE", "/c", "SLUICE_FINGERPRINT_KEY", "ab".repeat(32)));

        assertThat(config.keyFile()).isEqualTo(Path.of("/c/fingerprint.key"));
        assertThat(config.fingerprintKey()).contains("ab".repeat(32));
    }

    private static SecretsConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(SecretsConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withDefaultValue("user.home", "/home/me")
                .build()
                .getConfigMapping(SecretsConfig.class);
    }
}
