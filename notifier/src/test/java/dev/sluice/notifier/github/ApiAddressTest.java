package dev.sluice.notifier.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Repository;
import dev.sluice.notifier.Facts;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::a00:1",
                "2002:7f00:1::",
                "2001:0:53aa:64c:0:0:0:1"
            })
    void keepsAwayFromTheInside(String address) throws UnknownHostException {
        assertThat(at(address).objectionTo(Facts.SHOP))
                .hasValueSatisfying(objection ->
                        assertThat(objection)
                                .contains("api.example.org", "SLUICE_ALLOW_PRIVATE_HOSTS"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "140.82.112.5",
                "9.255.255.255",
                "11.0.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "192.169.0.1",
                "2606:50c0:8000::153",
                "64:ff9b::8c52:7005"
            })
    void goesOutside(String address) throws UnknownHostException {
        assertThat(at(address).objectionTo(Facts.SHOP)).isEmpty();
    }

    @Test
    void keepsAwayWhenOneOfSeveralAddressesIsInside() throws UnknownHostException {
        var address =
                new ApiAddress(
                        URI.create("https://api.example.org"),
                        Set.of(),
                        _ ->
                                new InetAddress[] {
                                    InetAddress.getByName("140.82.112.5"),
                                    InetAddress.getByName("10.0.0.1")
                                });

        assertThat(address.objectionTo(Facts.SHOP)).isPresent();
    }

    @Test
    void goesInsideWhereThatIsAllowedByName() throws UnknownHostException {
        var address =
                new ApiAddress(
                        URI.create("https://GHES.corp.example/api/v3/"),
                        Set.of(" ghes.corp.example "),
                        InetAddress::getAllByName);

        assertThat(address.objectionTo(Facts.SHOP)).isEmpty();
    }

    @Test
    void knowsTheThreePlacesWherePathsStart() {
        var server = address("https://GHES.corp.example/api/v3/");
        Ask ask = Ask.get("/x", Permission.STATUSES);

        assertThat(server.of(ask, Facts.SHOP))
                .hasToString("https://GHES.corp.example/api/v3/repos/acme/shop/x");
        assertThat(server.of(ask.fromApi(), Facts.SHOP))
                .hasToString("https://GHES.corp.example/api/v3/x");
        Ask query = Ask.graphql("query { viewer { login } }", Map.of(), Permission.CHECKS);
        assertThat(server.of(query, Facts.SHOP))
                .hasToString("https://GHES.corp.example/api/graphql");
        assertThat(address("https://api.github.com").of(query, Facts.SHOP))
                .hasToString("https://api.github.com/graphql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.github.com", "ftp://api.github.com", "api.github.com",
                "https://user@api.github.com", "https://api.github.com?x=y", "file:///etc/passwd"
            })
    void refusesToStartWithAnUnfitAddress(String url) {
        assertThatThrownBy(
                        () -> new ApiAddress(URI.create(url), Set.of(), InetAddress::getAllByName))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SLUICE_GITHUB_API_URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "a?b", "a#b", "a b", "ä", "a%2fb", "a\nb"})
    void refusesNamesThatLeadElsewhere(String name) throws UnknownHostException {
        var repository = new Repository("github", 42, 7, "acme", name);

        assertThat(at("140.82.112.5").objectionTo(repository))
                .hasValue("the repository's name is not one that GitHub could have given");
    }

    private static ApiAddress address(String url) {
        return new ApiAddress(URI.create(url), Set.of(), InetAddress::getAllByName);
    }

    private static ApiAddress at(String address) {
        return new ApiAddress(
                URI.create("https://api.example.org"),
                Set.of(),
                _ -> new InetAddress[] {InetAddress.getByName(address)});
    }
}
