package dev.sluice.ingest.submissions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.access.Providers;
import dev.sluice.ingest.webhooks.TestBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job of GitLab CI may hand in. */
@QuarkusTest
@QuarkusTestResource(value = Providers.class, restrictToAnnotatedClass = true)
class GitLabJobsTest {

    private static final String HEAD = "9c1185a5c5e9fc54612808977ee8f548b2258d31";

    @Inject
    @Connector("test-broker")
    TestBroker broker;

    @BeforeEach
    void forget() {
        broker.reset();
    }

    @Test
    void whatItFoundInItsOwnCommit() throws IOException {
        assertThat(post(Map.of(), "").statusCode()).isEqualTo(202);

        assertThat(stored().submission().repository().key()).isEqualTo("gitlab/42");
        assertThat(stored().submission().repository().organisation()).isEqualTo("gitlab/7");
        assertThat(stored().submission().repository().fullName()).isEqualTo("acme/tools/shop");
        assertThat(stored().submission().sha()).isEqualTo(Jobs.SHA);
        assertThat(stored().submission().ref()).isEqualTo("refs/heads/main");
    }

    @Test
    void aTagIsNoBranchOfTheSameName() throws IOException {
        assertThat(post(Map.of("ref", "v1", "ref_type", "tag"), "").statusCode()).isEqualTo(202);

        assertThat(stored().submission().ref()).isEqualTo("refs/tags/v1");
    }

    @Test
    void theWholeRefCountsWhereTheTokenHasIt() throws IOException {
        assertThat(post(Map.of("ref_path", "refs/heads/release"), "").statusCode()).isEqualTo(202);

        assertThat(stored().submission().ref()).isEqualTo("refs/heads/release");
    }

    @ParameterizedTest
    @CsvSource({"refs/merge-requests/7/head", "refs/merge-requests/7/merge"})
    void aJobOfAMergeRequestNamesTheHeadAndSpeaksForNoBranch(String ref) throws IOException {
        assertThat(post(Map.of("ref_path", ref), "&commit=" + HEAD).statusCode()).isEqualTo(202);

        assertThat(stored().submission().sha()).isEqualTo(HEAD);
        assertThat(stored().submission().ref()).isEqualTo(ref);
        assertThat(stored().submission().boundToProposal()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "project_path, acme/tools/other, &repository=acme/tools/shop",
        "project_id, 5, &repository-id=42",
        "namespace_id, 5, &owner-id=7",
        "sha, 9c1185a5c5e9fc54612808977ee8f548b2258d31, &commit=1a954628a960aaef81d7b2d4521929579f3541e6",
        "ref, other, &ref=refs/heads/main",
        "ref_type, tag, &ref=refs/heads/main",
        "ref_path, refs/heads/merge-requests/7, &commit=9c1185a5c5e9fc54612808977ee8f548b2258d31",
        "project_path, evil/shop, ''",
        "project_path, acme/shop, ''",
        "project_path, acme/tools/more/shop, ''",
        "project_path, shop, ''",
        "project_id, x, ''",
        "namespace_id, 0, ''",
        "sha, main, ''"
    })
    void itSpeaksOnlyForItself(String claim, String value, String query) {
        assertRefused(post(Map.of(claim, value), query));
    }

    @Test
    void andForNoOtherForge() {
        assertRefused(upload(Jobs.ofGitLab(Map.of()), ""));
        assertRefused(upload(Jobs.ofGitHub(Map.of()), "?forge=gitlab"));
    }

    @Test
    void aGroupKnownByItsNameIsKnownInAnyCase() {
        assertThat(post(Map.of("project_path", "Acme/Tools/shop"), "").statusCode()).isEqualTo(202);
    }

    private void assertRefused(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(403);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(broker.given()).isEmpty();
    }

    private static Response post(Map<String, Object> claims, String query) {
        return upload(Jobs.ofGitLab(claims), "?forge=gitlab" + query);
    }

    private static Response upload(String token, String query) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/sarif+json")
                .body("{}")
                .post(Jobs.ROUTE + query);
    }

    private ScanSubmitted stored() throws IOException {
        assertThat(broker.given()).hasSize(1);
        return Json.mapper()
                .readValue((byte[]) broker.given().getFirst().getPayload(), ScanSubmitted.class);
    }
}
