package dev.sluice.ingest.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;

class WebhookSecretsPropertiesTest {

    private static final byte[] BODY = "{}".getBytes(UTF_8);
    private static final List<String> ALL = List.of("one", "two", "three", "four");

    /** However the file changes: what stands in it is good, and for a while what stood in it. */
    @Property(tries = 60, seed = "20261121")
    void whatStandsInTheFileIsGoodAndForAWhileWhatWasThereBefore(
            @ForAll @NotEmpty Set<@From("secrets") String> before,
            @ForAll("anything") Set<String> after,
            @ForAll boolean blanks)
            throws IOException {
        Path file = Files.createTempFile("secrets", "");
        try {
            var clock = new MutableClock(Instant.parse("2026-11-21T10:00:00Z"));
            write(file, before, blanks);
            WebhookSecrets secrets = TestSecrets.of(file, clock);

            write(file, after, blanks);
            secrets.reload(file);
            secrets.reload(file);

            for (String secret : ALL) {
                assertThat(isGood(secrets, secret))
                        .as(secret)
                        .isEqualTo(before.contains(secret) || after.contains(secret));
            }
            clock.advance(TestSecrets.GRACE);
            for (String secret : ALL) {
                assertThat(isGood(secrets, secret))
                        .as(secret + " later")
                        .isEqualTo((after.isEmpty() ? before : after).contains(secret));
            }
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.of(ALL);
    }

    @Provide
    Arbitrary<Set<String>> anything() {
        return secrets().set();
    }

    private static void write(Path file, Set<String> secrets, boolean blanks) throws IOException {
        String end = blanks ? " \r\n\n" : "\n";
        Files.writeString(file, String.join(end, secrets) + end);
    }

    private static boolean isGood(WebhookSecrets secrets, String secret) {
        return secrets.signed(
                BODY, HexFormat.of().parseHex(SignaturePropertiesTest.hmac(secret, BODY)));
    }
}
