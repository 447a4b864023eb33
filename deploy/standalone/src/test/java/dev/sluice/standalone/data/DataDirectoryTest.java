package dev.sluice.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir Path directory;

    @Test
    void letsOneInAtATime() throws Exception {
        try (var first = DataDirectory.open(directory)) {
            assertThat(first.path()).isEqualTo(directory);
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessage("another sluice is using " + directory);
        }
        DataDirectory.open(directory).close();
    }

    @Test
    void keepsAPort() throws Exception {
        Path file = directory.resolve("port");

        int port = KeptPort.in(file);

        assertThat(KeptPort.in(file)).isEqualTo(port);
    }

    @Test
    void replacesAPortThatSomebodyElseHas() throws Exception {
        Path file = directory.resolve("port");
        int port = KeptPort.in(file);

        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(KeptPort.in(file)).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void replacesWhatIsNotAPort() throws Exception {
        Path file = Files.writeString(directory.resolve("port"), "99999\n");

        assertThat(KeptPort.in(file)).isBetween(1024, 65_535);
    }

    @Test
    void keepsASecretForItsOwnerAlone() throws Exception {
        Path file = directory.resolve("secret");

        KeptSecret first = KeptSecret.in(file);
        KeptSecret second = KeptSecret.in(file);

        assertThat(first.isNew()).isTrue();
        assertThat(second.isNew()).isFalse();
        assertThat(second.value()).isEqualTo(first.value()).matches("[0-9a-f]{64}");
        assertThat(first.toString()).doesNotContain(first.value());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
