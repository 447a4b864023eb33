package dev.sluice.standalone.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.client.RunningSluice;
import dev.sluice.standalone.client.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice dead-letters replay ID...}. */
@Command(
        name = "replay",
        description = {
            "Asks the service that could not handle a record to read it again, and no other.",
            "Done twice it has one effect. What fails again is on the list again."
        },
        footer = {
            "",
            "Examples:",
            "  sluice dead-letters replay 7c1e8f10-c6f1-51f0-8b3a-0d4f1a2b3c4d",
            "  sluice dead-letters replay --all --service policy-engine"
        })
final class ReplayCommand implements Callable<Integer> {

    /** As many as one call may set going. */
    private static final int MAX = 10_000;

    @Spec private @Nullable CommandSpec spec;
    @Mixin private ServerOptions server = new ServerOptions();
    @Mixin private LetterFilter filter = new LetterFilter();

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Of the letters, as the list shows them.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "All that are open, or of these those of the filter.")
    private boolean all;

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        if (all != ids.isEmpty() || (!all && !filter.isEmpty())) {
            throw Refusal.usage("name letters by their ID, or say --all, alone or with a filter");
        }
        var terminal = Terminal.of(spec.commandLine().getOut());
        try (RunningSluice sluice = server.connect()) {
            List<String> letters =
                    all
                            ? filter.read(sluice, "open", MAX).stream()
                                    .map(letter -> letter.path("id").asText())
                                    .toList()
                            : ids;
            for (String id : letters) {
                replay(sluice, terminal, id);
            }
            if (letters.isEmpty()) {
                terminal.line("no dead letters");
            }
        }
        return ExitCodes.PASS;
    }

    private static void replay(RunningSluice sluice, Terminal terminal, String id)
            throws InterruptedException {
        JsonNode letter =
                sluice.post(
                        DeadLettersCommand.PATH + "/" + RunningSluice.segment(id) + "/replay",
                        Map.of());
        terminal.line(
                "%s reads %s again, asked for by %s at %s"
                        .formatted(
                                LetterText.text(letter, "service"),
                                LetterText.place(letter),
                                LetterText.text(letter, "statusBy"),
                                LetterText.text(letter, "statusSince")));
    }
}
