package dev.sluice.scanners.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Repository;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeTest {

    private static final CloneTokens NO_TOKEN = new CloneTokens.Fixed(Optional.empty());
    private static final CloneTokens TOKEN = new CloneTokens.Fixed(Optional.of("t0ken"));
    private static final Repository EXAMPLE = new Repository("github", 7, 1, "ada", "example");

    @ParameterizedTest
    @CsvSource({
        "https://api.github.com, https://github.com",
        "https://api.github.com/, https://github.com",
        "https://git.example.org/api/v3, https://git.example.org",
        "https://git.example.org:8443/api/v3/, https://git.example.org:8443",
        "http://forge/api/v3, http://forge"
    })
    void derivesWhereClonesAreFromTheApi(String api, String base) {
        Forge forge = Forge.github(URI.create(api), NO_TOKEN, Set.of("forge"));

        assertThat(forge.cloneUrl(new Repository("github", 7, 1, "ada", ".github")))
                .map(URIish::toString)
                .hasValue(base + "/ada/.github.git");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://github.com",
                "file:///etc",
                "api.github.com",
                "http://github.com",
                "https://user:secret@github.com"
            })
    void refusesWhatIsNoApi(String api) {
        assertThatThrownBy(() -> Forge.github(URI.create(api), NO_TOKEN, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("SLUICE_GITHUB_API_URL must")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001:0:1::1"
            })
    void knowsAddressesThatLeadBackInside(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "140.82.121.4",
                "100.63.255.255",
                "100.128.0.1",
                "172.32.0.1",
                "192.0.66.1",
                "198.20.0.1",
                "2a0a:a440::1",
                "2002:8c52:7904::1",
                "64:ff9b::8c52:7904"
            })
    void knowsAddressesOfThePublicInternet(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void givesItsTokenToNoOtherHost() throws Exception {
        var credentials = new TokenCredentials("github.com", TOKEN, EXAMPLE);

        assertThat(ask(credentials, "https://github.com/a/b.git")).isEqualTo("t0ken");
        assertThat(ask(credentials, "https://github.com.evil.org/a/b.git")).isNull();
    }

    @Test
    void answersNoOtherQuestion() {
        assertThat(
                        new TokenCredentials("github.com", TOKEN, EXAMPLE)
                                .supports(new CredentialItem.YesNoType("trust this certificate?")))
                .isFalse();
    }

    @Test
    void keepsItsTokenOutOfWhatIsPrinted() {
        assertThat(TOKEN.toString()).doesNotContain("t0ken");
    }

    private static String ask(TokenCredentials credentials, String url) throws Exception {
        var password = new CredentialItem.Password();
        boolean answered =
                credentials.get(new URIish(url), new CredentialItem.Username(), password);
        return answered ? String.valueOf(password.getValue()) : null;
    }
}
