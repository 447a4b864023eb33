package dev.sluice.ingest.standardwebhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.ingest.forge.Refusal;
import dev.sluice.ingest.standardwebhooks.StandardWebhooks.Result;
import io.vertx.core.MultiMap;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries in the official form; signatures are computed here, apart from what is tested. */
class StandardWebhooksTest {

    private static final byte[] KEY = key(1);
    private static final byte[] OTHER_KEY = key(2);
    private static final String ID = "msg_loFOjxBNrRLzqYUf";
    private static final long SENT = 1_731_705_121;
    private static final byte[] BODY =
            "{\"event_type\":\"ping\",\"data\":{\"success\":true}}".getBytes(UTF_8);

    @Test
    void believesWhatIsSigned() {
        assertThat(verify(ID, SENT + "", "v1," + sign(KEY, ID, SENT + "", BODY)))
                .isEqualTo(new Result.Signed(ID, Instant.ofEpochSecond(SENT)));
    }

    @ParameterizedTest
    @CsvSource({
        "300, true",
        "301, false",
        "360, false",
        "-300, true",
        "-301, false",
        "-360, false"
    })
    void isGoodForFiveMinutesEitherWay(long age, boolean good) {
        String timestamp = Long.toString(SENT - age);

        Result result = verify(ID, timestamp, "v1," + sign(KEY, ID, timestamp, BODY));

        assertThat(result)
                .isEqualTo(
                        good
                                ? new Result.Signed(ID, Instant.ofEpochSecond(SENT - age))
                                : new Result.Refused(Refusal.STALE));
        assertThat(Refusal.STALE.status()).isEqualTo(401);
    }

    @Test
    void believesAnyOfSeveralSignaturesWithAnyOfItsSecrets() {
        String right = "v1," + sign(OTHER_KEY, ID, SENT + "", BODY);
        String wrong = "v1," + sign(key(3), ID, SENT + "", BODY);
        var both = new StandardWebhooks(List.of(secret(KEY), secret(OTHER_KEY)), clock());

        for (String signatures :
                List.of(right, wrong + " " + right, right + " " + wrong, "v1a,x v1,? " + right)) {
            assertThat(both.verify(headers(ID, SENT + "", signatures), BODY))
                    .isInstanceOf(Result.Signed.class);
        }
        assertThat(both.verify(headers(ID, SENT + "", wrong + " " + wrong), BODY))
                .isEqualTo(new Result.Refused(Refusal.SIGNATURE_WRONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "v1,", "v1", "v1,AAAA", "v1, ,", "v2,%s", "%s", "V1,%s"})
    void refusesWhatIsNoSignature(String form) {
        String signature = form.formatted(sign(KEY, ID, SENT + "", BODY));

        assertThat(verify(ID, SENT + "", signature))
                .isEqualTo(new Result.Refused(Refusal.SIGNATURE_WRONG));
    }

    @Test
    void refusesAnotherBodyIdOrTime() {
        String signature = "v1," + sign(KEY, ID, SENT + "", BODY);
        var webhooks = new StandardWebhooks(List.of(secret(KEY)), clock());
        var wrong = new Result.Refused(Refusal.SIGNATURE_WRONG);

        assertThat(verify("msg_other", SENT + "", signature)).isEqualTo(wrong);
        assertThat(verify(ID, SENT + 1 + "", signature)).isEqualTo(wrong);
        assertThat(webhooks.verify(headers(ID, SENT + "", signature), "{}".getBytes(UTF_8)))
                .isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource({
        "msg.1, 1731705121",
        "'', 1731705121",
        "msg 1, 1731705121",
        "msg_1, 1731705121.0",
        "msg_1, -1",
        "msg_1, ''",
        "msg_1, 1e9",
        "msg_1, 9999999999999"
    })
    void refusesAnIdOrATimeThatCouldBeReadInTwoWays(String id, String timestamp) {
        assertThat(verify(id, timestamp, "v1," + sign(KEY, id, timestamp, BODY)))
                .isEqualTo(new Result.Refused(Refusal.BAD_HEADERS));
        assertThat(Refusal.BAD_HEADERS.status()).isEqualTo(400);
    }

    @Test
    void refusesWhatIsThereTwiceOrNotAtAll() {
        var webhooks = new StandardWebhooks(List.of(secret(KEY)), clock());
        String signature = "v1," + sign(KEY, ID, SENT + "", BODY);

        assertThat(webhooks.verify(headers(ID, SENT + "", signature).remove("webhook-id"), BODY))
                .isEqualTo(new Result.Refused(Refusal.BAD_HEADERS));
        assertThat(
                        webhooks.verify(
                                headers(ID, SENT + "", signature).add("webhook-id", "other"), BODY))
                .isEqualTo(new Result.Refused(Refusal.BAD_HEADERS));
        assertThat(
                        webhooks.verify(
                                headers(ID, SENT + "", signature).remove("webhook-signature"),
                                BODY))
                .isEqualTo(new Result.Refused(Refusal.SIGNATURE_MISSING));
        assertThat(
                        webhooks.verify(
                                headers(ID, SENT + "", signature)
                                        .add("webhook-signature", signature),
                                BODY))
                .isEqualTo(new Result.Refused(Refusal.SIGNATURE_REPEATED));
    }

    @Test
    void refusesSecretsThatAreNone() {
        String bare = Base64.getEncoder().encodeToString(KEY);

        for (String bad :
                List.of("", bare, secret(new byte[23]), secret(new byte[65]), "whsec_?")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new StandardWebhooks(List.of(bad), clock()))
                    .withMessageContaining("signing secret")
                    .withMessageNotContaining(bare);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StandardWebhooks(List.of(), clock()));
        assertThat(new SigningSecret(secret(KEY)).toString()).doesNotContain(bare);
    }

    private static Result verify(String id, String timestamp, String signatures) {
        return new StandardWebhooks(List.of(secret(KEY)), clock())
                .verify(headers(id, timestamp, signatures), BODY);
    }

    private static MultiMap headers(String id, String timestamp, String signatures) {
        return MultiMap.caseInsensitiveMultiMap()
                .add("Webhook-Id", id)
                .add("Webhook-Timestamp", timestamp)
                .add("Webhook-Signature", signatures);
    }

    private static String sign(byte[] key, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + timestamp + "." + new String(body, UTF_8)).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        IntStream.range(0, key.length).forEach(i -> key[i] = (byte) (i * 7 + seed));
        return key;
    }

    private static String secret(byte[] key) {
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    private static Clock clock() {
        return Clock.fixed(Instant.ofEpochSecond(SENT), ZoneOffset.UTC);
    }
}
