package dev.sluice.ingest.webhooks;

import static dev.sluice.ingest.webhooks.Sender.BODY;
import static dev.sluice.ingest.webhooks.Sender.sign;
import static dev.sluice.ingest.webhooks.Sender.signed;
import static dev.sluice.ingest.webhooks.Sender.unsigned;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.events.DeterministicId;
import dev.sluice.ingest.forge.FormBody;
import dev.sluice.ingest.webhooks.TestBroker.Mood;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class WebhookRouteTest {

    private static final String PATH = "/webhooks/github";
    private static final byte[] BYTES = BODY.getBytes(UTF_8);
    private static final String NOT_SIGNED =
            "The delivery is not signed with a secret that is configured here.";

    @Inject
    @Connector("test-broker")
    TestBroker broker;

    @Inject MeterRegistry metrics;

    @BeforeEach
    void reset() {
        broker.reset();
    }

    @Test
    void storesAGenuineDeliveryAsReceivedAndAnswersWithItsCorrelationId() {
        String id =
                DeterministicId.of("delivery", "github", "72d3162e-cc78-11e3-81ab-4c9367dc0958")
                        .toString();

        signed("push", BYTES)
                .post(PATH)
                .then()
                .statusCode(202)
                .contentType("application/json")
                .body("correlationId", equalTo(id));

        Message<?> stored = broker.given().getFirst();
        var record = stored.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        assertThat((byte[]) stored.getPayload()).isEqualTo(BYTES);
        assertThat(record.getKey()).isEqualTo("github/7");
        assertThat(header(record, "ce_id")).isEqualTo(id);
        assertThat(header(record, "sluice_event")).isEqualTo("push");
    }

    @Test
    void keepsOfTheHeadersOnlyWhatIsAllowed() {
        signed("push", BODY)
                .header("Authorization", "Bearer abc")
                .header("Cookie", "session=abc")
                .post(PATH)
                .then()
                .statusCode(202);

        var record =
                broker.given()
                        .getFirst()
                        .getMetadata(OutgoingKafkaRecordMetadata.class)
                        .orElseThrow();
        assertThat(Arrays.stream(record.getHeaders().toArray()).map(h -> h.key()))
                .allMatch(name ->
                        name.startsWith("ce_")
                                || name.startsWith("sluice_")
                                || name.equals("content-type"));
    }

    @Test
    void passesAValidTraceContextOnAndDropsAnInvalidOne() {
        String valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        signed("push", BODY).header("traceparent", valid).post(PATH).then().statusCode(202);
        signed("push", BODY)
                .header("traceparent", valid.replace("00f067aa0ba902b7", "0000000000000000"))
                .post(PATH)
                .then()
                .statusCode(202);

        assertThat(header(storedRecord(0), "ce_traceparent")).isEqualTo(valid);
        assertThat(storedRecord(1).getHeaders().lastHeader("ce_traceparent")).isNull();
    }

    @Test
    void storesLargeDeliveriesInPartsAndAnswersOnce() {
        String body = "{\"a\":\"" + "x".repeat(2_000_000) + "\",\"repository\":{\"id\":7}}";

        signed("push", body).post(PATH).then().statusCode(202);

        assertThat(broker.given()).hasSize(3);
    }

    @Test
    void answersAPingWith200AndStoresIt() {
        signed("ping", BODY).post(PATH).then().statusCode(200);

        assertThat(broker.given()).hasSize(1);
    }

    @Test
    void storesAndCountsAnUnknownEventUnderNoNameOfItsOwn() {
        double before = accepted("other");

        signed("brand_new_event", BODY).post(PATH).then().statusCode(202);

        assertThat(broker.given()).hasSize(1);
        assertThat(accepted("other")).isEqualTo(before + 1);
        assertThat(metrics.find("sluice.ingest.accepted").tag("event", "brand_new_event").counter())
                .isNull();
    }

    @Test
    void aRedeliveryHasTheSameCorrelationId() {
        String first = signed("push", BYTES).post(PATH).path("correlationId");
        String second = signed("push", BYTES).post(PATH).path("correlationId");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void acceptsTheOtherSecretToo() {
        unsigned("push", BYTES)
                .header("X-Hub-Signature-256", sign("the one before", BYTES))
                .post(PATH)
                .then()
                .statusCode(202);
    }

    @Test
    void refusesAnUnsignedDelivery() {
        assertRefused(unsigned("push", BYTES).post(PATH), 401, NOT_SIGNED, "signature-missing");
    }

    @Test
    void refusesAWrongSignatureInTheSameWords() {
        assertRefused(
                unsigned("push", BYTES)
                        .header("X-Hub-Signature-256", sign("another secret", BYTES))
                        .post(PATH),
                401,
                NOT_SIGNED,
                "signature-wrong");
    }

    @Test
    void refusesASignatureOverTheSameJsonWrittenDifferently() {
        byte[] pretty = BODY.replace(",", ", ").getBytes(UTF_8);

        assertRefused(
                unsigned("push", BYTES)
                        .header("X-Hub-Signature-256", sign(Sender.SECRET, pretty))
                        .post(PATH),
                401,
                NOT_SIGNED,
                "signature-wrong");
    }

    @Test
    void refusesTheOldSignatureAlone() {
        assertRefused(
                unsigned("push", BYTES).header("X-Hub-Signature", "sha1=00").post(PATH),
                401,
                NOT_SIGNED,
                "signature-missing");
    }

    @Test
    void refusesTwoSignatures() {
        assertRefused(
                signed("push", BODY).header("X-Hub-Signature-256", "sha256=00").post(PATH),
                400,
                "The delivery must carry one signature header, not several.",
                "signature-repeated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"push.x", "PUSH", "push%20x", "a.b.c"})
    void refusesAMalformedEvent(String event) {
        assertRefused(signed(event, BODY).post(PATH), 400, null, "bad-headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "[]", "{\"a\":1}}", "{\"a\":NaN}", "{\"a\":\"\\ud800\"}"})
    void refusesWhatIsNotAJsonObject(String body) {
        assertRefused(
                signed("push", body).post(PATH),
                400,
                "The body is not one well-formed JSON object in UTF-8.",
                "not-json");
    }

    @Test
    void refusesDeepNesting() {
        assertRefused(signed("push", "[".repeat(100_000)).post(PATH), 400, null, "not-json");
        assertRefused(
                signed("push", "{\"a\":" + "[".repeat(100_000)).post(PATH), 400, null, "not-json");
    }

    @Test
    void refusesAnAmbiguousRepository() {
        assertRefused(
                signed("push", "{\"repository\":{\"id\":7},\"repository\":{\"id\":8}}").post(PATH),
                400,
                null,
                "ambiguous");
    }

    @Test
    void refusesAnEmptyBody() {
        assertRefused(signed("push", "").post(PATH), 400, "The body is empty.", "empty");
    }

    @Test
    void storesAFormAsReceivedWhereTheFormIsSigned() {
        String form = "payload=" + URLEncoder.encode(BODY, UTF_8);

        signed("push", form).contentType(FormBody.TYPE).post(PATH).then().statusCode(202);

        Message<?> stored = broker.given().getFirst();
        assertThat((byte[]) stored.getPayload()).isEqualTo(form.getBytes(UTF_8));
        assertThat(storedRecord(0).getKey()).isEqualTo("github/7");
        assertThat(header(storedRecord(0), "content-type")).isEqualTo(FormBody.TYPE);
    }

    @Test
    void refusesAFormWhereTheJsonInItIsSigned() {
        String form = "payload=" + URLEncoder.encode(BODY, UTF_8);

        assertRefused(
                unsigned("push", form.getBytes(UTF_8))
                        .contentType(FormBody.TYPE)
                        .header("X-Hub-Signature-256", sign(Sender.SECRET, BYTES))
                        .post(PATH),
                401,
                NOT_SIGNED,
                "signature-wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload=%7B%7D&payload=%7B%7D", "a=%7B%7D", "{\"a\":1}"})
    void refusesAnotherForm(String form) {
        assertRefused(
                signed("push", form).contentType(FormBody.TYPE).post(PATH),
                400,
                "The form does not consist of one field called payload, as the forge sends it.",
                "not-a-form");
    }

    @Test
    void looksAtTheJsonOfAFormAsAtAnyOther() {
        assertRefused(
                signed("push", "payload=%7B%22a%22%3A%22%FF%22%7D")
                        .contentType(FormBody.TYPE)
                        .post(PATH),
                400,
                null,
                "not-json");
    }

    @Test
    void saysWhatToSetWhenTheBodyIsOfAnotherType() {
        assertRefused(
                signed("push", BODY).contentType("text/plain").post(PATH),
                415,
                "A delivery is application/json, or application/x-www-form-urlencoded with one field"
                        + " called payload: choose one of them in the webhook's settings at the"
                        + " forge.",
                "not-json-type");
    }

    @Test
    void refusesACompressedBody() {
        assertRefused(
                signed("push", BODY).header("Content-Encoding", "gzip").post(PATH),
                415,
                null,
                "encoded");
        signed("push", BODY)
                .header("Content-Encoding", "identity")
                .post(PATH)
                .then()
                .statusCode(202);
    }

    @Test
    void refusesAForgeThatIsNotConfigured() {
        assertRefused(signed("push", BODY).post("/webhooks/gitlab"), 404, null, "unknown-forge");
    }

    @Test
    void refusesOtherMethods() {
        Response response = RestAssured.get(PATH);

        assertThat(response.header("Allow")).isEqualTo("POST");
        assertRefused(response, 405, null, "method-not-allowed");
    }

    @Test
    void asksForAnotherTryWhenTheBrokerRefuses() {
        broker.becomes(Mood.REFUSES);

        Response response = signed("push", BODY).post(PATH);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("10");
    }

    @Test
    @Timeout(600)
    void aRepositoryWhoseDeliveriesAreStuckLeavesRoomForOthers() {
        broker.becomes(Mood.IS_SILENT);
        for (int i = 0; i < 4; i++) {
            assertThat(about(7).statusCode()).isEqualTo(503);
        }
        broker.becomes(Mood.TAKES);

        Response more = about(7);
        assertThat(more.statusCode()).isEqualTo(429);
        assertThat(more.header("Retry-After")).isEqualTo("10");
        assertThat(about(8).statusCode()).isEqualTo(202);

        broker.reset();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> about(7).statusCode() == 202);
    }

    @Test
    @Timeout(600)
    void asksForAnotherTryWhenTheBrokerIsSilentAndRefusesAtOnceWhenFull() {
        broker.becomes(Mood.IS_SILENT);
        for (int repository : new int[] {1, 1, 1, 1, 2, 2, 3, 4}) {
            assertThat(about(repository).statusCode()).isEqualTo(503);
        }
        double busy = refused("busy");

        Response response = about(5);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("10");
        assertThat(refused("busy")).isEqualTo(busy + 1);
        assertThat(broker.given()).hasSize(8);

        broker.reset();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> signed("push", BODY).post(PATH).statusCode() == 202);
        assertThat(metrics.get("sluice.ingest.in.flight").gauge().value()).isZero();
    }

    private static Response about(int repository) {
        return signed("push", "{\"repository\":{\"id\":" + repository + "}}").post(PATH);
    }

    private void assertRefused(
            Response response, int status, @Nullable String sentence, String reason) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.<Integer>path("status")).isEqualTo(status);
        if (sentence != null) {
            assertThat(response.<String>path("detail")).isEqualTo(sentence);
        }
        assertThat(broker.given()).isEmpty();
        assertThat(refused(reason)).isPositive();
    }

    private double refused(String reason) {
        var counter = metrics.find("sluice.ingest.refused").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    private double accepted(String event) {
        var counter = metrics.find("sluice.ingest.accepted").tag("event", event).counter();
        return counter == null ? 0 : counter.count();
    }

    private OutgoingKafkaRecordMetadata<?> storedRecord(int index) {
        return broker.given()
                .get(index)
                .getMetadata(OutgoingKafkaRecordMetadata.class)
                .orElseThrow();
    }

    private static String header(OutgoingKafkaRecordMetadata<?> record, String name) {
        return new String(record.getHeaders().lastHeader(name).value(), UTF_8);
    }
}
