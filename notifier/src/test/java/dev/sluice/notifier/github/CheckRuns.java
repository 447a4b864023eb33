package dev.sluice.notifier.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GitHub's check runs: refuses what GitHub refuses, and only ever adds annotations. */
public final class CheckRuns {

    static final long APP = 4711;

    private static final Pattern CREATE = Pattern.compile("/repos/([^/]+/[^/]+)/check-runs");
    private static final Pattern ONE = Pattern.compile("/repos/([^/]+/[^/]+)/check-runs/(\\d+)");
    private static final Pattern LIST =
            Pattern.compile("/repos/([^/]+/[^/]+)/commits/([0-9a-f]+)/check-runs");
    private static final Set<String> STATES = Set.of("queued", "in_progress", "completed");
    private static final Set<String> CONCLUSIONS =
            Set.of(
                    "action_required",
                    "cancelled",
                    "failure",
                    "neutral",
                    "success",
                    "skipped",
                    "timed_out");

    /** A run as it stands there now, with every state that it went through. */
    public static final class Run {
        final long id;
        final String repository;
        final String sha;
        final String name;
        String externalId = "";
        @Nullable String url;
        String status = "queued";
        @Nullable String conclusion;
        String title = "";
        String summary = "";
        final List<String> annotations = new ArrayList<>();
        final List<String> states = new ArrayList<>();
        List<String> actions = List.of();

        Run(long id, String repository, String sha, String name) {
            this.id = id;
            this.repository = repository;
            this.sha = sha;
            this.name = name;
        }

        public String name() {
            return name;
        }

        public String externalId() {
            return externalId;
        }

        public @Nullable String url() {
            return url;
        }

        public @Nullable String conclusion() {
            return conclusion;
        }

        public String title() {
            return title;
        }

        public String summary() {
            return summary;
        }

        /** Paths, in the order in which they were added. */
        public List<String> annotations() {
            return annotations;
        }

        /** Conclusions and states in the order in which they were accepted. */
        public List<String> states() {
            return states;
        }

        public List<String> actions() {
            return actions;
        }

        Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("id", id);
            json.put("name", name);
            json.put("head_sha", sha);
            json.put("status", status);
            if (conclusion != null) {
                json.put("conclusion", conclusion);
            }
            json.put("external_id", externalId);
            json.put("app", Map.of("id", APP));
            json.put("output", Map.of("title", title, "annotations_count", annotations.size()));
            return json;
        }
    }

    record Reply(int status, Object body) {}

    private final List<Run> runs = new ArrayList<>();

    static boolean isAbout(String path) {
        return CREATE.matcher(path).matches()
                || ONE.matcher(path).matches()
                || LIST.matcher(path).matches();
    }

    List<Run> all() {
        return List.copyOf(runs);
    }

    void forget() {
        runs.clear();
    }

    Reply answer(String method, URI uri, JsonNode body, Set<String> commits) {
        Matcher create = CREATE.matcher(uri.getPath());
        Matcher one = ONE.matcher(uri.getPath());
        Matcher list = LIST.matcher(uri.getPath());
        if (method.equals("POST") && create.matches()) {
            return create(create.group(1), body, commits);
        }
        if (method.equals("GET") && list.matches()) {
            return latest(list.group(1), list.group(2), query(uri, "check_name"));
        }
        if (one.matches()) {
            Run run =
                    runs.stream()
                            .filter(it -> it.repository.equals(one.group(1)))
                            .filter(it -> it.id == Long.parseLong(one.group(2)))
                            .findFirst()
                            .orElse(null);
            if (run != null) {
                return method.equals("GET") ? new Reply(200, run.json()) : change(run, body, 200);
            }
        }
        return refusal(404, "Not Found");
    }

    private Reply create(String repository, JsonNode body, Set<String> commits) {
        String sha = body.path("head_sha").asText();
        if (!commits.contains(sha)) {
            return refusal(422, "No commit found for SHA: " + sha);
        }
        if (body.path("name").asText().isEmpty()) {
            return refusal(422, "Invalid request: name is missing");
        }
        var run = new Run(1000 + runs.size(), repository, sha, body.path("name").asText());
        Reply reply = change(run, body, 201);
        if (reply.status() == 201) {
            runs.add(run);
        }
        return reply;
    }

    private Reply latest(String repository, String sha, String name) {
        List<Map<String, Object>> latest =
                runs.stream()
                        .filter(run -> run.repository.equals(repository))
                        .filter(run -> run.sha.equals(sha) && run.name.equals(name))
                        .max(Comparator.comparingLong(run -> run.id))
                        .map(run -> List.of(run.json()))
                        .orElse(List.of());
        return new Reply(200, Map.of("total_count", latest.size(), "check_runs", latest));
    }

    private static Reply change(Run run, JsonNode body, int done) {
        String status = body.path("status").asText(run.status);
        String conclusion = body.path("conclusion").asText("");
        JsonNode output = body.path("output");
        JsonNode annotations = output.path("annotations");
        if (!STATES.contains(status)
                || (!conclusion.isEmpty() && !CONCLUSIONS.contains(conclusion))
                || (body.has("status") && status.equals("completed") == conclusion.isEmpty())) {
            return refusal(422, "Invalid request: status and conclusion");
        }
        if (body.has("output")
                && (!output.path("title").isTextual() || !output.path("summary").isTextual())) {
            return refusal(422, "Invalid request: output needs title and summary");
        }
        if (annotations.size() > 50) {
            return refusal(422, "Invalid request: more than 50 annotations");
        }
        for (JsonNode action : body.path("actions")) {
            if (action.path("label").asText().length() > 20
                    || action.path("description").asText().length() > 40
                    || action.path("identifier").asText().length() > 20) {
                return refusal(422, "Invalid request: an action is too long");
            }
        }
        run.externalId = body.path("external_id").asText(run.externalId);
        run.url = body.path("details_url").asText(run.url);
        if (body.has("status")) {
            run.status = status;
            run.conclusion = conclusion.isEmpty() ? null : conclusion;
            run.states.add(conclusion.isEmpty() ? status : conclusion);
        }
        run.title = output.path("title").asText(run.title);
        run.summary = output.path("summary").asText(run.summary);
        annotations.forEach(it -> run.annotations.add(it.path("path").asText()));
        if (body.has("actions")) {
            var actions = new ArrayList<String>();
            body.path("actions").forEach(it -> actions.add(it.path("identifier").asText()));
            run.actions = actions;
        }
        return new Reply(done, run.json());
    }

    private static String query(URI uri, String name) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair[0].equals(name))
                .map(pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private static Reply refusal(int status, String message) {
        return new Reply(status, Map.of("message", message));
    }
}
