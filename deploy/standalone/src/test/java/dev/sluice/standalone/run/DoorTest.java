package dev.sluice.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.standalone.cli.Refusal;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DoorTest {

    @Test
    void isRefusedWhileSomebodyElseListensThere() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var door = new Door("127.0.0.1", taken.getLocalPort());

            assertThatThrownBy(door::requireFree)
                    .isInstanceOfSatisfying(
                            Refusal.class, e -> assertThat(e.exitCode()).isEqualTo(64))
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageEndingWith("choose another with --port or --host");
        }
    }

    @Test
    void isRefusedAtAnAddressOfAnotherMachine() {
        assertThatThrownBy(new Door("192.0.2.1", 8080)::requireFree)
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("cannot listen on 192.0.2.1:8080");
    }

    @Test
    void isReachedOnLoopbackWhenItIsOpenToAll() {
        assertThat(new Door("0.0.0.0", 80).webhooks())
                .hasToString("http://127.0.0.1:80/webhooks/github");
        assertThat(new Door("::1", 80).url()).hasToString("http://[::1]:80");
    }
}
