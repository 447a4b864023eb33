package dev.sluice.ingest.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.forge.Verification;
import io.vertx.core.MultiMap;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.NotEmpty;

class SignaturePropertiesTest {

    private static final String OTHER = String.join(" ", "the", "other", "one");
    private static final GitHub GITHUB =
            TestGitHub.over(TestSecrets.of(TestSecrets.SECRET + "," + OTHER, null));

    @Property(seed = "20261121")
    void whatIsSignedWithAnyOfTheSecretsIsGenuine(@ForAll byte[] body, @ForAll boolean other) {
        String digits = hmac(other ? OTHER : TestSecrets.SECRET, body);

        assertThat(verified("sha256=" + digits, body)).isTrue();
        assertThat(verified("sha256=" + digits.toUpperCase(Locale.ROOT), body)).isTrue();
    }

    @Property(seed = "20261121")
    void oneOtherBitAnywhereIsRefused(
            @ForAll @NotEmpty byte[] body,
            @ForAll @IntRange(min = 0, max = 255) int bit,
            @ForAll int place) {
        byte[] mac = HexFormat.of().parseHex(hmac(TestSecrets.SECRET, body));
        mac[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(verified("sha256=" + HexFormat.of().formatHex(mac), body)).isFalse();

        String signature = "sha256=" + hmac(TestSecrets.SECRET, body);
        byte[] changed = body.clone();
        changed[Math.floorMod(place, body.length)] ^= (byte) (1 << bit % 8);
        assertThat(verified(signature, changed)).isFalse();
    }

    @Property(seed = "20261121")
    void whateverElseStandsThereIsRefused(@ForAll String signature, @ForAll byte[] body) {
        assertThat(verified(signature, body)).isFalse();
        assertThat(verified("sha256=" + signature, body)).isFalse();
        assertThat(verified("sha1=" + signature, body)).isFalse();
    }

    @Property(seed = "20261121")
    void anotherSecretIsRefused(@ForAll @NotBlank String secret, @ForAll byte[] body) {
        assertThat(verified("sha256=" + hmac(secret + "!", body), body)).isFalse();
    }

    private static boolean verified(String signature, byte[] body) {
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap()
                        .add(Signature.HEADER, signature)
                        .add("X-GitHub-Event", "push")
                        .add("X-GitHub-Delivery", "a-1");
        return switch (GITHUB.verify(headers, body)) {
            case Verification.Genuine _ -> true;
            case Verification.Refused _ -> false;
        };
    }

    static String hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
