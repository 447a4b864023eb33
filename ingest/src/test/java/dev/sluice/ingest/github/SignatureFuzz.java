package dev.sluice.ingest.github;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.ingest.forge.Verification;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A header a line: signature, event, delivery id. */
class SignatureFuzz {

    private static final byte[] BODY = "{}".getBytes(UTF_8);
    private static final String RIGHT =
            "sha256=" + SignaturePropertiesTest.hmac(TestSecrets.SECRET, BODY);
    private static final GitHub GITHUB = TestGitHub.over(TestSecrets.of(TestSecrets.SECRET, null));

    static Stream<byte[]> seeds() {
        return Stream.of(RIGHT + "\npush\na-1", RIGHT.toUpperCase(Locale.ROOT))
                .map(text -> text.getBytes(ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest
    void onlyTheRightOneIsGenuine(byte[] input) {
        String[] lines = new String(input, ISO_8859_1).split("\n", 3);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(Signature.HEADER, lines[0]);
        if (lines.length > 1) {
            headers.add("X-GitHub-Event", lines[1]);
        }
        if (lines.length > 2) {
            headers.add("X-GitHub-Delivery", lines[2]);
        }

        if (GITHUB.verify(headers, BODY) instanceof Verification.Genuine genuine) {
            assertThat(lines[0]).isEqualToIgnoringCase(RIGHT).startsWith("sha256=");
            assertThat(genuine.event()).matches("[a-z0-9_]{1,64}");
            assertThat(genuine.deliveryId()).matches("[A-Za-z0-9-]{1,64}");
        }
    }
}
