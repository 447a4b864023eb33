package dev.sluice.ingest.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.forge.Refusal;
import dev.sluice.ingest.forge.Verification;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    /** The example of GitHub's documentation. */
    private static final String HEX =
            "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);

    private final GitHub github = TestGitHub.over(TestSecrets.of(TestSecrets.SECRET, null));

    @Test
    void acceptsTheExampleOfTheDocumentation() {
        assertThat(verify(BODY, "sha256=" + HEX))
                .isEqualTo(new Verification.Genuine("push", "a-1", Verification.Use.TRANSLATED));
    }

    @Test
    void refusesAnotherBody() {
        assertRefused(verify("Hello, World?".getBytes(UTF_8), "sha256=" + HEX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e177",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
                "sha256=g57107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=٧57107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
            })
    void refusesWhatIsNotTheSignature(String header) {
        assertRefused(verify(BODY, header));
    }

    @Test
    void refusesAnIdThatOnlyTheReconcilerMayUse() {
        MultiMap headers =
                headers()
                        .set("X-GitHub-Delivery", "reconciler-1")
                        .add(Signature.HEADER, "sha256=" + HEX);

        assertThat(github.verify(headers, BODY))
                .isEqualTo(new Verification.Refused(Refusal.BAD_HEADERS));
    }

    @Test
    void refusesAnUnsignedDelivery() {
        assertThat(github.verify(headers(), BODY))
                .isEqualTo(new Verification.Refused(Refusal.SIGNATURE_MISSING));
    }

    @Test
    void refusesTheOldSignatureAlone() {
        MultiMap headers =
                headers().add("X-Hub-Signature", "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59");

        assertThat(github.verify(headers, BODY))
                .isEqualTo(new Verification.Refused(Refusal.SIGNATURE_MISSING));
    }

    @Test
    void refusesTwoSignaturesEvenIfOneIsRight() {
        MultiMap headers =
                headers()
                        .add(Signature.HEADER, "sha256=" + HEX)
                        .add(Signature.HEADER, "sha256=" + HEX);

        assertThat(github.verify(headers, BODY))
                .isEqualTo(new Verification.Refused(Refusal.SIGNATURE_REPEATED));
    }

    @Test
    void acceptsEverySecretDuringRotation() {
        var rotating =
                TestGitHub.over(TestSecrets.of("new," + TestSecrets.SECRET + ",newer", null));
        MultiMap headers = headers().add(Signature.HEADER, "sha256=" + HEX);

        assertThat(rotating.verify(headers, BODY)).isInstanceOf(Verification.Genuine.class);
    }

    @Test
    void refusesTheOldSecretAfterRotation() {
        var rotated = TestGitHub.over(TestSecrets.of("new", null));
        MultiMap headers = headers().add(Signature.HEADER, "sha256=" + HEX);

        assertRefused(rotated.verify(headers, BODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Push", "push!", "push\tx", "push x", "p\u00fcsh"})
    void refusesAnEventThatGitHubDoesNotName(String event) {
        MultiMap headers =
                headers().set("X-GitHub-Event", event).add(Signature.HEADER, "sha256=" + HEX);

        assertThat(github.verify(headers, BODY))
                .isEqualTo(new Verification.Refused(Refusal.BAD_HEADERS));
    }

    @Test
    void boundsTheDeliveryId() {
        MultiMap headers = headers().add(Signature.HEADER, "sha256=" + HEX);

        assertThat(github.verify(headers.set("X-GitHub-Delivery", "a".repeat(64)), BODY))
                .isInstanceOf(Verification.Genuine.class);
        assertThat(github.verify(headers.set("X-GitHub-Delivery", "a".repeat(65)), BODY))
                .isEqualTo(new Verification.Refused(Refusal.BAD_HEADERS));
        assertThat(github.verify(headers.set("X-GitHub-Delivery", "a.b"), BODY))
                .isEqualTo(new Verification.Refused(Refusal.BAD_HEADERS));
        assertThat(github.verify(headers.remove("X-GitHub-Delivery"), BODY))
                .isEqualTo(new Verification.Refused(Refusal.BAD_HEADERS));
    }

    private Verification verify(byte[] body, String signature) {
        return github.verify(headers().add(Signature.HEADER, signature), body);
    }

    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap()
                .add("X-GitHub-Event", "push")
                .add("X-GitHub-Delivery", "a-1");
    }

    private static void assertRefused(Verification verification) {
        assertThat(verification).isEqualTo(new Verification.Refused(Refusal.SIGNATURE_WRONG));
    }
}
