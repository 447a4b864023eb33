package dev.sluice.standalone.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.cli.Ago;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.client.RunningSluice;
import dev.sluice.standalone.client.ServerOptions;
import java.time.Duration;
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

/** {@code sluice replay deliveries --since WHEN}. */
@Command(
        name = "deliveries",
        description = {
            "Translates stored deliveries again. What was right before has no second effect.",
            "Ctrl-C ends the command, not the replay."
        },
        footer = {
            "",
            "Examples:",
            "  sluice replay deliveries --since 6h --dry-run",
            "  sluice replay deliveries --since 2026-11-21T10:00:00Z --repository github/715203344"
        })
final class DeliveriesCommand implements Callable<Integer> {

    private static final String PATH = "/api/v1/deliveries/replays";
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    @Spec private @Nullable CommandSpec spec;
    @Mixin private ServerOptions server = new ServerOptions();

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            required = true,
            converter = Ago.class,
            description = "Accepted then or later: an age such as 30m, 24h or 7d, or a time.")
    private @Nullable Instant since;

    @Option(
            names = "--repository",
            paramLabel = "R",
            description = "Only of this repository, such as github/715203344.")
    private @Nullable String repository;

    @Option(names = "--dry-run", description = "Only count what would come of it.")
    private boolean dryRun;

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null || since == null) {
            throw new IllegalStateException("picocli sets them");
        }
        var terminal = Terminal.of(spec.commandLine().getOut());
        try (RunningSluice sluice = server.connect()) {
            JsonNode run = sluice.post(PATH, query(since));
            String id = run.path("id").asText();
            String said = "";
            while (run.path("status").asText().equals("running")) {
                String progress = progress(run);
                if (!progress.equals(said)) {
                    terminal.line(terminal.dim(progress));
                    said = progress;
                }
                Thread.sleep(BETWEEN_QUESTIONS);
                run = sluice.get(PATH + "/" + RunningSluice.segment(id), Map.of());
            }
            return end(terminal, run);
        }
    }

    private Map<String, String> query(Instant from) {
        var query = new HashMap<String, String>();
        query.put("since", from.toString());
        query.put("dry-run", String.valueOf(dryRun));
        if (repository != null) {
            query.put("repository", repository);
        }
        return query;
    }

    private static String progress(JsonNode run) {
        JsonNode counts = run.path("counts");
        return "%d of %d records read"
                .formatted(counts.path("read").asLong(), counts.path("total").asLong());
    }

    private int end(Terminal terminal, JsonNode run) {
        JsonNode counts = run.path("counts");
        terminal.line(
                "%s %d deliveries into %d events; ignored %d, failed %d, of other repositories %d"
                        .formatted(
                                dryRun ? "would translate" : "translated",
                                counts.path("translated").asLong(),
                                counts.path("events").asLong(),
                                counts.path("ignored").asLong(),
                                counts.path("failed").asLong(),
                                counts.path("skipped").asLong()));
        if (counts.path("failed").asLong() > 0) {
            terminal.line("what failed: sluice deliveries list --fate dead-lettered");
        }
        if (!run.path("status").asText().equals("done")) {
            throw Refusal.internal(
                    "it ended early, "
                            + Terminal.clean(run.path("status").asText())
                            + " after "
                            + progress(run)
                            + Terminal.clean(
                                    run.has("detail") ? ": " + run.path("detail").asText() : "")
                            + "; start it again, nothing is done twice");
        }
        return ExitCodes.PASS;
    }
}
