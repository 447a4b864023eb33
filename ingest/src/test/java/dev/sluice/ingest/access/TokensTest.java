package dev.sluice.ingest.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.webhooks.TestBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose tokens open the REST interface, shown at the route that takes most of them. */
@QuarkusTest
@QuarkusTestResource(value = Providers.class, restrictToAnnotatedClass = true)
class TokensTest {

    private static final String SARIF = "{\"version\": \"2.1.0\", \"runs\": []}";
    private static final String NAMED =
            "?repository=acme/shop&repository-id=715203344&owner-id=90127765&commit="
                    + "1a954628a960aaef81d7b2d4521929579f3541e6";

    @Inject
    @Connector("test-broker")
    TestBroker broker;

    @BeforeEach
    void forget() {
        broker.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 203.0.113.7",
        "Forwarded, for=203.0.113.7",
        "X-Real-IP, 203.0.113.7"
    })
    void theAdministratorComesThroughNoProxy(String header, String value) {
        Response response =
                request(Providers.ADMINISTRATOR)
                        .header(header, value)
                        .body(SARIF)
                        .post("/api/v1/facts/scans" + NAMED);

        assertProblem(response, 401);
    }

    @Test
    void aWrongTokenOfTheAdministratorIsRefused() {
        assertProblem(post("sluice-admin-" + "0".repeat(64), NAMED), 401);
    }

    @ParameterizedTest
    @MethodSource("dev.sluice.ingest.access.Forgery#all")
    void refusesAForgedTokenWithoutAskingAnybodyItNames(Forgery.Forged forged) {
        Response response = post(forged.token(), "");

        assertProblem(response, 401);
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(response.asString()).doesNotContain(forged.token());
        assertThat(Providers.attackerAsked()).isZero();
    }

    @Test
    void takesTheSameTokensWithoutTheirFlaws() {
        assertThat(post(Forgery.flawless(), "").statusCode()).isEqualTo(202);
        assertThat(post(Forgery.flawlessOnACurve(), "").statusCode()).isEqualTo(202);
    }

    @Test
    void aTokenOfAMegabyteDoesNotEvenGetThatFar() {
        int status;
        try {
            status = post("A".repeat(1_000_000), "").statusCode();
        } catch (Exception hungUpOn) {
            assertThat(hungUpOn).isInstanceOf(IOException.class);
            status = 431;
        }

        assertThat(status).isEqualTo(431);
        assertThat(broker.given()).isEmpty();
    }

    @Test
    void refusesARequestWithoutAToken() {
        Response response =
                given().contentType("application/sarif+json")
                        .body(SARIF)
                        .post("/api/v1/facts/scans");

        assertProblem(response, 401);
    }

    @Test
    void saysThatAProviderIsAway() {
        Response response = post(Forgery.ofTheDeadOne(), NAMED);

        assertProblem(response, 503);
        assertThat(response.header("Retry-After")).isNotBlank();
    }

    @Test
    void aProviderThatHasNoAnswerIsAskedAgainAndOneThatHasAnsweredIsNotNeeded() {
        for (MoodyProvider.Mood mood : MoodyProvider.Mood.values()) {
            if (mood != MoodyProvider.Mood.ANSWERS) {
                Providers.moody().becomes(mood);

                Response response = post(Forgery.flawlessOfTheMoodyOne(), "");

                assertProblem(response, 503);
                assertThat(response.header("Retry-After")).isNotBlank();
                assertThat(broker.given()).as(mood.name()).isEmpty();
            }
        }

        Providers.moody().becomes(MoodyProvider.Mood.ANSWERS);
        assertThat(post(Forgery.flawlessOfTheMoodyOne(), "").statusCode()).isEqualTo(202);

        Providers.moody().becomes(MoodyProvider.Mood.HANGS_UP);
        assertThat(post(Forgery.flawlessOfTheMoodyOne(), "").statusCode()).isEqualTo(202);
    }

    private void assertProblem(Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<Integer>path("status")).isEqualTo(status);
        assertThat(broker.given()).isEmpty();
    }

    private static Response post(String token, String query) {
        return request(token).body(SARIF).post("/api/v1/facts/scans" + query);
    }

    private static RequestSpecification request(String token) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + token)
                .contentType("application/sarif+json");
    }
}
