package dev.sluice.scanners.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependenciesConfigTest {

    @Test
    void keepsAdvisoriesInTheCacheOfTheWorker() {
        assertThat(cache(Map.of("sluice.scanner-workers.cache", "/var/cache/sluice")))
                .isEqualTo(Path.of("/var/cache/sluice"));
    }

    @Test
    void followsTheEnvironment() {
        assertThat(cache(Map.of("SLUICE_CACHE", "/c"))).isEqualTo(Path.of("/c"));
        assertThat(cache(Map.of())).isEqualTo(Path.of("/people/me/.cache/sluice"));
    }

    @Test
    void canBeMovedAlone() {
        assertThat(
                        cache(
                                Map.of(
                                        "sluice.scanner-workers.cache",
                                        "/c",
                                        "sluice.scanner-workers.dependencies.cache",
                                        "/d")))
                .isEqualTo(Path.of("/d"));
    }

    private static Path cache(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(DependenciesConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withDefaultValue("user.home", "/people/me")
                .build()
                .getConfigMapping(DependenciesConfig.class)
                .cache();
    }
}
