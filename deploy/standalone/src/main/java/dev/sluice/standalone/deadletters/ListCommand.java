package dev.sluice.standalone.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.events.wire.Json;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.client.RunningSluice;
import dev.sluice.standalone.client.ServerOptions;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice dead-letters list}. */
@Command(
        name = "list",
        description = "Lists records that a service could not handle, the newest first.",
        footer = {
            "",
            "Examples:",
            "  sluice dead-letters list --service policy-engine",
            "  sluice dead-letters list --status all --format json"
        })
final class ListCommand implements Callable<Integer> {

    private static final int MAX_LIMIT = 10_000;

    @Spec private @Nullable CommandSpec spec;
    @Mixin private ServerOptions server = new ServerOptions();
    @Mixin private LetterFilter filter = new LetterFilter();

    @Option(
            names = "--status",
            paramLabel = "S",
            defaultValue = "open",
            description = "open, replayed, dropped or all (default: ${DEFAULT-VALUE}).")
    private String status = "open";

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
    private DeadLettersCommand.Format format = DeadLettersCommand.Format.text;

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.usage("--limit is " + limit + ", from 1 to " + MAX_LIMIT);
        }
        var terminal = Terminal.of(spec.commandLine().getOut());
        try (RunningSluice sluice = server.connect()) {
            List<JsonNode> found = filter.read(sluice, status, limit);
            List<JsonNode> letters = found.subList(0, Math.min(limit, found.size()));
            switch (format) {
                case text -> text(terminal, letters, found.size() > limit);
                case json -> {
                    ArrayNode all = Json.mapper().createArrayNode();
                    letters.forEach(all::add);
                    terminal.line(all.toPrettyString());
                }
            }
        }
        return ExitCodes.PASS;
    }

    private static void text(Terminal terminal, List<JsonNode> letters, boolean more) {
        if (letters.isEmpty()) {
            terminal.line("no dead letters");
            return;
        }
        new LetterText(terminal).list(letters);
        if (more) {
            terminal.line(terminal.dim("there are more: --limit, or a filter"));
        }
    }
}
