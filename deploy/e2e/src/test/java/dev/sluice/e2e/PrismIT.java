package dev.sluice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.forge.api.RequestWitness.Seen;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * GitHub's own description does find wrong requests; without this, that it finds none is nothing.
 */
class PrismIT {

    private static final String SHA = "1".repeat(40);
    private static final String CHECKS = "/api/v3/repos/acme/shop/check-runs";

    private static Prism prism;

    @BeforeAll
    static void start() throws IOException {
        prism = Prism.start();
    }

    @AfterAll
    static void stop() {
        if (prism != null) {
            prism.close();
        }
    }

    @Test
    void takesAStatusAndACheckRunThatAreRight() throws Exception {
        assertThat(post("/api/v3/repos/acme/shop/statuses/" + SHA, "{\"state\":\"success\"}"))
                .isEmpty();
        assertThat(post(CHECKS, checkRun(50))).isEmpty();
    }

    /** Asked only after an upload of which nobody knows what became, so few runs come to it. */
    @Test
    void takesTheQuestionForAnUploadOfUnknownOutcome() throws Exception {
        assertThat(
                        prism.objection(
                                new Seen(
                                        "GET",
                                        URI.create(
                                                "/api/v3/repos/acme/shop/code-scanning/analyses"
                                                        + "?per_page=100&ref=refs%2Fpull%2F1%2Fhead"),
                                        Map.of(),
                                        new byte[0])))
                .isEmpty();
    }

    @Test
    void rejectsAStateThatGitHubDoesNotKnow() throws Exception {
        assertThat(post("/api/v3/repos/acme/shop/statuses/" + SHA, "{\"state\":\"successful\"}"))
                .hasValueSatisfying(why -> assertThat(why).contains("POST", "state"));
    }

    @Test
    void rejectsFiftyOneAnnotations() throws Exception {
        assertThat(post(CHECKS, checkRun(51)))
                .hasValueSatisfying(why -> assertThat(why).contains("annotations"));
    }

    @Test
    void rejectsACheckRunWithoutACommit() throws Exception {
        assertThat(post(CHECKS, "{\"name\":\"sluice/main\"}"))
                .hasValueSatisfying(why -> assertThat(why).contains("head_sha"));
    }

    @Test
    void rejectsAPathThatGitHubDoesNotHave() throws Exception {
        assertThat(post("/api/v3/repos/acme/shop/verdicts", "{}"))
                .hasValueSatisfying(why -> assertThat(why).contains("NO_PATH_MATCHED"));
    }

    private static Optional<String> post(String path, String body) throws Exception {
        return prism.objection(
                new Seen(
                        "POST",
                        URI.create(path),
                        Map.of("content-type", List.of("application/json")),
                        body.getBytes(UTF_8)));
    }

    private static String checkRun(int annotations) {
        return """
        {"name":"sluice/main","head_sha":"%s","status":"completed","conclusion":"failure",
         "output":{"title":"t","summary":"s","annotations":[%s]}}
        """
                .formatted(
                        SHA,
                        IntStream.rangeClosed(1, annotations)
                                .mapToObj(line ->
                                        ("{\"path\":\"a\",\"start_line\":%d,\"end_line\":%d,"
                                                        + "\"annotation_level\":\"failure\","
                                                        + "\"message\":\"m\"}")
                                                .formatted(line, line))
                                .collect(Collectors.joining(",")));
    }
}
