package dev.sluice.ingest.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A file of secrets that becomes anything while we run. */
class WebhookSecretsFuzz {

    private static final byte[] BODY = "{}".getBytes(UTF_8);

    static Stream<byte[]> seeds() {
        return Stream.of("one\ntwo\n", "\n \n", "\u00fc\r\nthree", "")
                .map(text -> text.getBytes(UTF_8));
    }

    /** The one of the configuration is good for ever, whatever becomes of the file. */
    @MethodSource("seeds")
    @FuzzTest
    void theConfiguredOneStaysGood(byte[] input) throws IOException {
        Path file = Files.createTempFile("secrets", "");
        try {
            Files.writeString(file, "before");
            WebhookSecrets secrets = TestSecrets.of(TestSecrets.SECRET, file);
            Files.write(file, input);
            secrets.reload(file);

            assertThat(secrets.signed(BODY, mac(TestSecrets.SECRET))).isTrue();
            assertThat(secrets.signed(BODY, new byte[32])).isFalse();
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] mac(String secret) {
        return HexFormat.of().parseHex(SignaturePropertiesTest.hmac(secret, BODY));
    }
}
