package dev.sluice.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the administrator's token is good. */
class AdministratorTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"})
    void onTheLoopbackInterface(String address) {
        assertThat(isLocal(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.7",
                "10.0.0.1",
                "128.0.0.1",
                "0.0.0.0",
                "2001:db8::1",
                "fe80::1",
                "::",
                "::ffff:192.0.2.7"
            })
    void andNowhereElse(String address) {
        assertThat(isLocal(address)).isFalse();
    }

    @Test
    void norWhereTheAddressIsNotKnown() {
        assertThat(AdministratorToken.isLocal(headers(), null)).isFalse();
        assertThat(
                        AdministratorToken.isLocal(
                                headers(), SocketAddress.domainSocketAddress("/run/sluice.sock")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "via", "X-Forwarded-For", "x-forwarded-host", "X-Real-IP"})
    void norThroughAProxyOnThisMachine(String header) {
        assertThat(
                        AdministratorToken.isLocal(
                                headers().add(header, "x"),
                                SocketAddress.inetSocketAddress(
                                        new InetSocketAddress("127.0.0.1", 1))))
                .isFalse();
    }

    private static boolean isLocal(String address) {
        return AdministratorToken.isLocal(
                headers(), SocketAddress.inetSocketAddress(new InetSocketAddress(address, 40_000)));
    }

    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap().add("Host", "localhost");
    }
}
