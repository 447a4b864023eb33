package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintKeyTest {

    private static final byte[] BYTES = Fixtures.filled((byte) 0xFB);

    @TempDir Path directory;

    @Test
    void readsHexadecimalAndBothKindsOfBase64() {
        FingerprintKey key = FingerprintKey.of(BYTES);

        assertThat(FingerprintKey.parse(HexFormat.of().formatHex(BYTES))).isEqualTo(key);
        assertThat(FingerprintKey.parse(Base64.getEncoder().encodeToString(BYTES) + "\n"))
                .isEqualTo(key);
        assertThat(
                        FingerprintKey.parse(
                                Base64.getUrlEncoder().withoutPadding().encodeToString(BYTES)))
                .isEqualTo(key);
    }

    @Test
    void refusesAKeyThatIsTooShort() {
        assertThatThrownBy(() -> FingerprintKey.parse("ab".repeat(31)))
                .hasMessage("a fingerprint key has at least 32 bytes, this one has 31");
    }

    @Test
    void refusesWhatIsNeitherWithoutRepeatingIt() {
        var config = new Config(Optional.of("no key at all!"), directory.resolve("key"));

        assertThatThrownBy(() -> FingerprintKeys.from(config))
                .hasMessage(
                        "SLUICE_FINGERPRINT_KEY (sluice.scanner-workers.secrets.fingerprint-key): a"
                                + " fingerprint key is hexadecimal or base64, this one is neither;"
                                + " make one with: openssl rand -hex 32")
                .hasNoCause();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void showsNothingOfItself() {
        assertThat(FingerprintKey.of(BYTES)).hasToString("FingerprintKey[****]");
    }

    @Test
    void hashesAsHmacSha256() {
        // RFC 4231 test case 1 has a key of 20 bytes, so this is its data under a longer one,
        // made with: printf 'HiThere' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0b (32 times)
        FingerprintKey key = FingerprintKey.of(Fixtures.filled((byte) 0x0B));

        assertThat(key.hash(Fixtures.utf8("Hi There")))
                .isEqualTo("57c086adbbcc8ba54b933c8334537390add52961556311ebe07216452ca6c953")
                .isEqualTo(key.hash(Fixtures.utf8("Hi\r\nThere\n")));
    }

    @Test
    void aConfiguredKeyNeedsNoFile() throws Exception {
        var config =
                new Config(
                        Optional.of(HexFormat.of().formatHex(BYTES)), directory.resolve("a/key"));

        assertThat(FingerprintKeys.from(config)).isEqualTo(FingerprintKey.of(BYTES));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void makesAFileOnceForItsOwnerOnly() throws Exception {
        Path file = directory.resolve("cache/fingerprint.key");
        var config = new Config(Optional.empty(), file);

        FingerprintKey made = FingerprintKeys.from(config);

        assertThat(FingerprintKeys.from(config)).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining(file::equals);
        assertThat(Files.list(file.getParent())).hasSize(1);
    }

    @Test
    void thirtyTwoStartsAtOnceMakeOneKey() throws Exception {
        Path file = directory.resolve("fingerprint.key");
        Callable<FingerprintKey> start = () -> FingerprintKeys.inFile(file);

        try (var threads = Executors.newFixedThreadPool(32)) {
            var keys = threads.invokeAll(IntStream.range(0, 32).mapToObj(i -> start).toList());

            for (var key : keys) {
                assertThat(key.get()).isEqualTo(keys.getFirst().get());
            }
        }
    }

    @Test
    void namesABrokenFile() throws Exception {
        Path file = Files.writeString(directory.resolve("fingerprint.key"), "");

        assertThatThrownBy(() -> FingerprintKeys.inFile(file))
                .hasMessage(
                        file
                                + ": a fingerprint key has at least 32 bytes, this one has 0; make"
                                + " one with: openssl rand -hex 32");
    }

    private record Config(Optional<String> fingerprintKey, Path keyFile) implements SecretsConfig {

        @Override
        public Path results() {
            return keyFile.resolveSibling("secrets");
        }

        @Override
        public Optional<Path> rules() {
            return Optional.empty();
        }

        @Override
        public boolean allowComments() {
            return false;
        }
    }
}
