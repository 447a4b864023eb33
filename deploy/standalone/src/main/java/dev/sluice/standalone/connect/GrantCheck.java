package dev.sluice.standalone.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether an App asks for what Sluice needs, and whether those who installed it have agreed. */
final class GrantCheck {

    private static final int PAGE = 100;
    private static final int PAGES = 20;

    private final StoredApp app;
    private final AppApi api;
    private final List<String> problems;

    GrantCheck(StoredApp app, AppApi api, List<String> problems) {
        this.app = app;
        this.api = api;
        this.problems = problems;
    }

    void app(JsonNode known) {
        for (Need.Permission missing : Need.missing(grants(known))) {
            problems.add(
                    "permission: the App does not have \"%s\" (%s): set it at %s/permissions"
                            .formatted(missing, missing.why(), app.settings()));
        }
        var events = new ArrayList<String>();
        known.path("events").forEach(event -> events.add(event.asText()));
        for (Need.Event event : Need.EVENTS) {
            if (!events.contains(event.key())) {
                problems.add(
                        "event: the App does not hear of \"%s\" (%s): tick it at %s/permissions"
                                .formatted(event.label(), event.why(), app.settings()));
            }
        }
    }

    /** Looks at all of them, and tells how many there are. */
    int installations(JsonNode known) throws IOException, InterruptedException {
        Map<String, String> asked = grants(known);
        int count = 0;
        for (int page = 1; page <= PAGES; page++) {
            JsonNode installations =
                    api.json(api.get("/app/installations?per_page=" + PAGE + "&page=" + page));
            for (JsonNode installation : installations) {
                installation(installation, asked);
                count++;
            }
            if (installations.size() < PAGE) {
                break;
            }
        }
        if (count == 0 && problems.stream().noneMatch(line -> line.startsWith("GitHub:"))) {
            problems.add(
                    "installation: there is none: install the App at "
                            + app.site().install(app.slug()));
        }
        return count;
    }

    /** What the App does not ask for, nobody can accept. */
    private void installation(JsonNode installation, Map<String, String> asked) {
        String owner = installation.path("account").path("login").asText("?");
        String page = installation.path("html_url").asText(app.settings() + "/installations");
        if (!installation.path("suspended_at").isMissingNode()
                && !installation.path("suspended_at").isNull()) {
            problems.add("installation: %s has suspended the App: %s".formatted(owner, page));
        }
        for (Need.Permission missing : Need.missing(grants(installation))) {
            if (missing.isIn(asked)) {
                problems.add(
                        "installation: %s has not accepted \"%s\" (%s): accept it at %s"
                                .formatted(owner, missing, missing.why(), page));
            }
        }
    }

    private static Map<String, String> grants(JsonNode node) {
        var grants = new HashMap<String, String>();
        node.path("permissions")
                .properties()
                .forEach(entry -> grants.put(entry.getKey(), entry.getValue().asText()));
        return grants;
    }
}
