package dev.sluice.standalone.forge.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckRunsTest extends DoubleTest {

    @Test
    void keepsWhatAnAppWrites() {
        Answer answer =
                create(
                        """
                        "status":"completed","conclusion":"failure","external_id":"7",
                        "output":{"title":"Failed","summary":"One secret","annotations":[%s]},
                        "actions":[{"label":"Re-run","identifier":"rerun","description":"Again"}]
                        """
                                .formatted(annotations(1)));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("completed_at").asText())
                .isEqualTo(clock.instant().toString());
        assertThat(answer.json().path("app").path("slug").asText()).isEqualTo("sluice");
        assertThat(forge.checkRuns().of(head))
                .singleElement()
                .returns("failure", CheckRun::conclusion)
                .returns("7", CheckRun::externalId)
                .satisfies(run -> assertThat(run.annotations()).hasSize(1))
                .satisfies(run -> assertThat(run.actions()).hasSize(1));
    }

    @Test
    void isQueuedUnlessItSaysOtherwise() {
        assertThat(create("").json().path("status").asText()).isEqualTo("queued");
        assertThat(create("\"conclusion\":\"success\"").json().path("status").asText())
                .isEqualTo("completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":\"done\"",
                "\"status\":\"completed\"",
                "\"completed_at\":\"2026-11-21T12:00:00Z\"",
                "\"conclusion\":\"successful\"",
                "\"conclusion\":\"stale\"",
                "\"started_at\":\"yesterday\"",
                "\"details_url\":\"ftp://example.com\"",
                "\"output\":{\"title\":\"without a summary\"}",
                "\"output\":{\"summary\":\"without a title\"}",
                "\"output\":[]",
                "\"actions\":[{\"label\":\"a\",\"identifier\":\"b\"}]",
                "\"actions\":[{\"label\":\"123456789012345678901\",\"identifier\":\"b\","
                        + "\"description\":\"c\"}]",
                "\"actions\":[{\"label\":\"a\",\"identifier\":\"123456789012345678901\","
                        + "\"description\":\"c\"}]",
                "\"actions\":[{\"label\":\"a\",\"identifier\":\"b\","
                        + "\"description\":\"12345678901234567890123456789012345678901\"}]"
            })
    void refusesWhatGitHubRefuses(String members) {
        assertThat(create(members).status()).isEqualTo(422);
        assertThat(forge.checkRuns().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\":\"a\",\"start_line\":1,\"end_line\":1,\"message\":\"m\"}",
                "{\"path\":\"a\",\"start_line\":1,\"end_line\":1,\"message\":\"m\","
                        + "\"annotation_level\":\"error\"}",
                "{\"path\":\"a\",\"start_line\":\"1\",\"end_line\":1,\"message\":\"m\","
                        + "\"annotation_level\":\"notice\"}",
                "{\"path\":\"a\",\"start_line\":0,\"end_line\":1,\"message\":\"m\","
                        + "\"annotation_level\":\"notice\"}",
                "{\"path\":\"a\",\"start_line\":2,\"end_line\":1,\"message\":\"m\","
                        + "\"annotation_level\":\"notice\"}",
                "{\"path\":\"a\",\"start_line\":1,\"end_line\":2,\"message\":\"m\","
                        + "\"annotation_level\":\"notice\",\"start_column\":1,\"end_column\":2}",
                "{\"start_line\":1,\"end_line\":2,\"message\":\"m\",\"annotation_level\":\"notice\"}"
            })
    void refusesAnnotationsThatGitHubRefuses(String annotation) {
        assertThat(create(output("s", annotation)).status()).isEqualTo(422);
    }

    @Test
    void takesFiftyAnnotationsAndNotOneMore() {
        assertThat(create(output("s", annotations(50))).status()).isEqualTo(201);
        assertThat(create(output("s", annotations(51))))
                .returns(422, Answer::status)
                .satisfies(answer ->
                        assertThat(answer.message())
                                .endsWith("No more than 50 items are allowed; 51 were supplied."));
    }

    @Test
    void takes65535CharactersAndNotOneMore() {
        assertThat(create(output("x".repeat(65_535), "")).status()).isEqualTo(201);
        assertThat(create(output("x".repeat(65_536), "")).status()).isEqualTo(422);
    }

    @Test
    void takesThreeActionsAndNotOneMore() {
        String action = "{\"label\":\"a\",\"identifier\":\"b\",\"description\":\"c\"}";
        assertThat(
                        create("\"actions\":[" + String.join(",", action, action, action) + "]")
                                .status())
                .isEqualTo(201);
        assertThat(
                        create(
                                        "\"actions\":["
                                                + String.join(",", action, action, action, action)
                                                + "]")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void anUpdateAppendsAnnotationsAndReplacesTheText() {
        String path = path(create(output("first", annotations(50))));

        Answer updated = client.patch(token, path, "{" + output("second", annotations(5)) + "}");

        assertThat(updated.json().path("output").path("summary").asText()).isEqualTo("second");
        assertThat(updated.json().path("output").path("annotations_count").asInt()).isEqualTo(55);
        Answer page = client.get(token, path + "/annotations?per_page=50&page=2");
        assertThat(page.json()).hasSize(5);
        assertThat(client.get(token, path + "/annotations?per_page=50").header("link"))
                .contains("page=2");
    }

    @Test
    void aRunThatIsStartedAgainHasNoConclusion() {
        String path = path(create("\"conclusion\":\"failure\""));

        client.patch(token, path, "{\"status\":\"in_progress\"}");

        assertThat(client.get(token, path).json().path("conclusion").isNull()).isTrue();
        assertThat(client.get(token, path).json().path("completed_at").isNull()).isTrue();
    }

    @Test
    void refusesACommitThatItDoesNotKnowOrDoesNotShowYet() {
        String unknown = "1".repeat(40);

        assertThat(client.post(token, REPO + "/check-runs", body(unknown, "")))
                .returns(422, Answer::status)
                .returns("No commit found for SHA: " + unknown, Answer::message);
        forge.faults().hide(head);
        assertThat(create("").status()).isEqualTo(422);
        assertThat(client.get(token, REPO + "/commits/" + head + "/check-runs").status())
                .isEqualTo(422);
        forge.faults().reveal(head);
        assertThat(create("").status()).isEqualTo(201);
    }

    @Test
    void wantsANameAndACommit() {
        assertThat(client.post(token, REPO + "/check-runs", "{\"name\":\"a\"}").message())
                .contains("\"head_sha\" wasn't supplied");
        assertThat(client.post(token, REPO + "/check-runs", "{\"head_sha\":\"a\"}").message())
                .contains("\"name\" wasn't supplied");
    }

    @Test
    void onlyAppsWriteChecksAndOnlyTheirOwn() {
        assertThat(client.post("personal", REPO + "/check-runs", body(head, "")))
                .returns(403, Answer::status)
                .returns("You must authenticate via a GitHub App.", Answer::message);
        String path = path(create(""));
        var other = forge.install(forge.createApp(ForgeClient.manifest("Other")), "acme");
        String foreign =
                client.post(
                                ForgeClient.jwt(other.app(), clock.instant()),
                                "/app/installations/" + other.id() + "/access_tokens",
                                "{}")
                        .json()
                        .path("token")
                        .asText();
        assertThat(client.patch(foreign, path, "{}"))
                .returns(403, Answer::status)
                .satisfies(
                        answer -> assertThat(answer.message()).contains("can only be modified by"));
    }

    @Test
    void listsTheLatestOfEachNameUnlessAllAreWanted() {
        create("\"conclusion\":\"failure\"");
        create("\"conclusion\":\"success\"");
        client.post(token, REPO + "/check-runs", body(head, "").replace("sluice/main", "other"));
        String list = REPO + "/commits/" + head + "/check-runs";

        assertThat(client.get(token, list).json().path("total_count").asInt()).isEqualTo(2);
        Answer named = client.get(token, list + "?check_name=sluice%2Fmain");
        assertThat(named.json().path("check_runs"))
                .singleElement()
                .satisfies(run -> assertThat(run.path("conclusion").asText()).isEqualTo("success"));
        assertThat(
                        client.get(token, list + "?filter=all&check_name=sluice%2Fmain")
                                .json()
                                .path("total_count")
                                .asInt())
                .isEqualTo(2);
        assertThat(client.get(token, list + "?app_id=1").json().path("total_count").asInt())
                .isZero();
        assertThat(client.get(token, list + "?filter=some").status()).isEqualTo(422);
    }

    private Answer create(String members) {
        return client.post(token, REPO + "/check-runs", body(head, members));
    }

    private static String body(String sha, String members) {
        return "{\"name\":\"sluice/main\",\"head_sha\":\"%s\"%s}"
                .formatted(sha, members.isBlank() ? "" : "," + members);
    }

    private String path(Answer run) {
        return REPO + "/check-runs/" + run.json().path("id").asText();
    }

    private static String output(String summary, String annotations) {
        return "\"output\":{\"title\":\"t\",\"summary\":\"%s\",\"annotations\":[%s]}"
                .formatted(summary, annotations);
    }

    private static String annotations(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(line ->
                        ("{\"path\":\"new.txt\",\"start_line\":%d,\"end_line\":%d,"
                                        + "\"annotation_level\":\"failure\",\"message\":\"m\"}")
                                .formatted(line, line))
                .collect(Collectors.joining(","));
    }
}
