package dev.sluice.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ingest.StartRefusedException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuersTest {

    private record Issuer(AccessConfig.Kind kind, Optional<URI> url, Optional<List<String>> owners)
            implements AccessConfig.Issuer {
        @Override
        public String audience() {
            return "sluice";
        }

        @Override
        public String forge() {
            return "github";
        }
    }

    private record Config(
            Map<String, AccessConfig.Issuer> issuers, Optional<String> adminTokenSha256)
            implements AccessConfig {
        @Override
        public Optional<Set<String>> plainHosts() {
            return Optional.of(Set.of("id.internal"));
        }

        @Override
        public Duration providerTimeout() {
            return Duration.ofSeconds(5);
        }
    }

    @Test
    void oneWithoutAUrlIsOff() {
        var issuers =
                issuers(
                        Map.of(
                                "api",
                                new Issuer(
                                        AccessConfig.Kind.API,
                                        Optional.empty(),
                                        Optional.empty())));

        assertThat(issuers.of("")).isEmpty();
    }

    @Test
    void jobsNeedOwners() {
        assertThatThrownBy(() ->
                        issuers(
                                Map.of(
                                        "github-actions",
                                        new Issuer(
                                                AccessConfig.Kind.GITHUB_ACTIONS,
                                                Optional.of(URI.create("https://ci.example")),
                                                Optional.empty()))))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("github-actions.owners");
    }

    @Test
    void noTwoHaveTheSameUrl() {
        var one =
                new Issuer(
                        AccessConfig.Kind.API,
                        Optional.of(URI.create("https://id.example")),
                        Optional.empty());

        assertThatThrownBy(() -> issuers(Map.of("a", one, "b", one)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("https://id.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example/realms/a",
                "http://127.0.0.1:8180/a",
                "http://localhost:8180",
                "http://[::1]:8180",
                "http://id.internal"
            })
    void keysComeOverTlsOrFromHere(String url) {
        assertThat(issuers(Map.of("api", api(url))).of(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example",
                "http://127.0.0.1.example",
                "http://x.id.internal",
                "id.example",
                "file:///etc/keys",
                "https:///keys"
            })
    void keysThatAnybodyCouldExchangeAreNone(String url) {
        assertThatThrownBy(() -> issuers(Map.of("api", api(url))))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("sluice.ingest.access.issuers.api.url is " + url)
                .hasMessageContaining("SLUICE_ALLOW_PRIVATE_HOSTS");
    }

    private static Issuer api(String url) {
        return new Issuer(AccessConfig.Kind.API, Optional.of(URI.create(url)), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "0E", "sluice-admin-00"})
    void aHashThatIsNoneIsRefusedAndNotShown(String hash) {
        assertThatThrownBy(() -> new AdministratorToken(new Config(Map.of(), Optional.of(hash))))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageNotContaining(hash);
    }

    private static Issuers issuers(Map<String, AccessConfig.Issuer> issuers) {
        return new Issuers(new Config(issuers, Optional.empty()));
    }
}
