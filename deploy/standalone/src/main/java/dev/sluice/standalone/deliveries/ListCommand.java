package dev.sluice.standalone.deliveries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.wire.Json;
import dev.sluice.standalone.cli.Ago;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.client.RunningSluice;
import dev.sluice.standalone.client.ServerOptions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice deliveries list}. */
@Command(
        name = "list",
        description = "Lists deliveries and what became of them, the newest first.",
        footer = {
            "",
            "Examples:",
            "  sluice deliveries list --fate dead-lettered --since 24h",
            "  sluice deliveries list --repository acme/shop --format json"
        })
final class ListCommand implements Callable<Integer> {

    private static final int MAX_LIMIT = 10_000;
    private static final int PAGE = 200;

    @Spec private @Nullable CommandSpec spec;
    @Mixin private ServerOptions server = new ServerOptions();

    @Option(
            names = "--repository",
            paramLabel = "R",
            description = "Only of this repository: owner/name, or such as github/42.")
    private @Nullable String repository;

    @Option(
            names = "--event",
            paramLabel = "E",
            description = "Only of this event, as the forge calls it, such as pull_request.")
    private @Nullable String event;

    @Option(
            names = "--fate",
            paramLabel = "F",
            completionCandidates = Fates.class,
            description = "Only with this fate: ${COMPLETION-CANDIDATES}.")
    private @Nullable String fate;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = Ago.class,
            description = "Only accepted then or later: an age such as 30m, 24h or 7d, or a time.")
    private @Nullable Instant since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private DeliveriesCommand.Format format = DeliveriesCommand.Format.text;

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.usage("--limit is " + limit + ", from 1 to " + MAX_LIMIT);
        }
        if (fate != null && !Fates.ALL.contains(fate)) {
            throw Refusal.usage("--fate is none of " + String.join(", ", Fates.ALL));
        }
        var terminal = Terminal.of(spec.commandLine().getOut());
        ObjectNode found = ask();
        switch (format) {
            case text -> new DeliveryTable(terminal).print(found);
            case json -> terminal.line(found.toPrettyString());
        }
        return ExitCodes.PASS;
    }

    /** As many pages as it takes; {@code next} stays where there is more. */
    private ObjectNode ask() throws InterruptedException {
        ObjectNode all = Json.mapper().createObjectNode();
        ArrayNode deliveries = all.putArray("deliveries");
        String cursor = "";
        try (RunningSluice sluice = server.connect()) {
            do {
                JsonNode page =
                        sluice.get("/api/v1/deliveries", query(limit - deliveries.size(), cursor));
                page.path("deliveries").forEach(deliveries::add);
                cursor = page.path("next").asText("");
            } while (!cursor.isEmpty() && deliveries.size() < limit);
        }
        return cursor.isEmpty() ? all : all.put("next", cursor);
    }

    private Map<String, String> query(int left, String cursor) {
        var query = new HashMap<String, String>();
        put(query, "repository", repository);
        put(query, "event", event);
        put(query, "fate", fate);
        put(query, "since", since);
        query.put("limit", Integer.toString(Math.min(left, PAGE)));
        if (!cursor.isEmpty()) {
            query.put("cursor", cursor);
        }
        return query;
    }

    private static void put(Map<String, String> query, String name, @Nullable Object value) {
        if (value != null) {
            query.put(name, value.toString());
        }
    }
}
