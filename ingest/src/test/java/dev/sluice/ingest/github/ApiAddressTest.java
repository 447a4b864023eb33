package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ingest.StartRefusedException;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAddressTest {

    @Test
    void aTokenTravelsInTheOpenOnlyWhereThatIsAllowed() {
        assertThatThrownBy(() -> at("http://ghe.example.com"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("SLUICE_GITHUB_API_URL has to start with https://");
        assertThatThrownBy(() -> at("http://127.0.0.1:80", "127.0.0.2"))
                .isInstanceOf(StartRefusedException.class);
        assertThat(at("http://127.0.0.1:80", "127.0.0.1")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github.com", "https://a:b@github.com", "https://github.com/?a=b"})
    void whatIsNoAddressIsRefused(String url) {
        assertThatThrownBy(() -> at(url))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("SLUICE_GITHUB_API_URL is not an address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[fd00::1]"})
    void aPrivateAddressIsForbiddenUnlessItIsNamed(String host) throws Exception {
        assertThat(at("https://" + host).isForbidden()).isTrue();
        assertThat(at("https://" + host, " " + host).isForbidden()).isFalse();
    }

    @Test
    void aPublicAddressIsNot() throws Exception {
        assertThat(at("https://140.82.121.6").isForbidden()).isFalse();
    }

    private static ApiAddress at(String url, String... allowed) {
        return new ApiAddress(URI.create(url), Set.of(allowed));
    }
}
