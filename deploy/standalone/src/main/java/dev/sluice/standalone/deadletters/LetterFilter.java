package dev.sluice.standalone.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.client.RunningSluice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters; for {@code @Mixin}. */
final class LetterFilter {

    private static final int PAGE = 200;

    @Option(
            names = "--service",
            paramLabel = "S",
            description = "Only what this service could not handle, such as policy-engine.")
    private @Nullable String service;

    @Option(
            names = "--topic",
            paramLabel = "T",
            description = "Only from this topic, such as sluice.scans.")
    private @Nullable String topic;

    boolean isEmpty() {
        return service == null && topic == null;
    }

    /** The letters, the newest first; one more than the limit where there are more. */
    List<JsonNode> read(RunningSluice sluice, String status, int limit)
            throws InterruptedException {
        var letters = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            var query = new HashMap<String, String>();
            query.put("status", status);
            query.put("limit", String.valueOf(Math.min(PAGE, limit + 1 - letters.size())));
            put(query, "service", service);
            put(query, "topic", topic);
            put(query, "cursor", cursor.isEmpty() ? null : cursor);
            JsonNode page = sluice.get(DeadLettersCommand.PATH, query);
            page.path("deadLetters").forEach(letters::add);
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && letters.size() <= limit);
        return letters;
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
