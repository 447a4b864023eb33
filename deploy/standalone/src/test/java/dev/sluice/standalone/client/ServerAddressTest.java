package dev.sluice.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @Test
    void anAddressMayHaveAPathAndEndWithASlash() {
        assertThat(
                        ServerAddress.of("https://example.org/sluice/")
                                .resolve("/api/v1/deliveries?limit=1"))
                .hasToString("https://example.org/sluice/api/v1/deliveries?limit=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8080",
                "sluice.example.org",
                "ftp://example.org",
                "https:///api",
                "https://somebody:password@example.org",
                "https://example.org?x=1",
                "https://example.org#x",
                "https://exa mple.org",
                "file:///etc/passwd"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ServerAddress.of(text))
                .withMessageContaining("no address such as https://sluice.example.org")
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCodes.USAGE));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, true, false",
        "http://127.8.9.10, true, false",
        "http://localhost:8080, true, false",
        "http://[::1]:8080, true, false",
        "http://127.0.0.1.example.org, false, true",
        "http://example.org, false, true",
        "https://example.org, false, false"
    })
    void knowsThisMachineAndWhatOthersCanRead(String text, boolean local, boolean open) {
        assertThat(ServerAddress.of(text).isLocal()).isEqualTo(local);
        assertThat(ServerAddress.of(text).isOpen()).isEqualTo(open);
    }
}
