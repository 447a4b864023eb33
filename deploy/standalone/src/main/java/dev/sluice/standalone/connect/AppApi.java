package dev.sluice.standalone.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Json;
import dev.sluice.scanners.githubapp.AppKeyFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;

/** Asks GitHub as an App that is kept, and notes where it gives no answer that can be used. */
final class AppApi {

    private final StoredApp app;
    private final GitHubHttp http;
    private final AppKeyFile key;
    private final List<String> problems;

    /**
     * Reads the App's key.
     *
     * @throws IllegalArgumentException in one line, when it cannot be used
     */
    AppApi(StoredApp app, GitHubHttp http, List<String> problems) {
        this.app = app;
        this.http = http;
        this.key = new AppKeyFile(app.key());
        this.problems = problems;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        String statement = key.current().statement(app.issuer(), Clock.systemUTC().instant());
        return http.get(URI.create(app.api() + path), statement);
    }

    /** An answer that says nothing must not look like one that says that all is well. */
    JsonNode json(HttpResponse<String> response) {
        try {
            JsonNode node =
                    response.statusCode() == 200
                            ? Json.mapper().readTree(response.body())
                            : Json.mapper().missingNode();
            if (node.isContainerNode()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // The same as any other answer that cannot be used.
        }
        problems.add(
                "GitHub: %s cannot be looked at (%d): try again later"
                        .formatted(response.request().uri().getPath(), response.statusCode()));
        return Json.mapper().createArrayNode();
    }
}
