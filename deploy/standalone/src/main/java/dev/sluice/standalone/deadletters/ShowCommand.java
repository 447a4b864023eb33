package dev.sluice.standalone.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.client.RunningSluice;
import dev.sluice.standalone.client.ServerOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice dead-letters show ID}. */
@Command(
        name = "show",
        description = "Shows where a record is, what it says of itself, and every time it failed.",
        footer = {
            "",
            "Example:",
            "  sluice dead-letters show 7c1e8f10-c6f1-51f0-8b3a-0d4f1a2b3c4d"
        })
final class ShowCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID", description = "Of the letter, as the list shows it.")
    private String id = "";

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
        var terminal = Terminal.of(spec.commandLine().getOut());
        try (RunningSluice sluice = server.connect()) {
            JsonNode story =
                    sluice.find(DeadLettersCommand.PATH + "/" + RunningSluice.segment(id), Map.of())
                            .orElseThrow(() ->
                                    Refusal.usage(
                                            "there is no dead letter "
                                                    + Terminal.clean(id)
                                                    + "; 'sluice dead-letters list --status all'"
                                                    + " shows what there is"));
            switch (format) {
                case text -> new LetterText(terminal).show(story);
                case json -> terminal.line(story.toPrettyString());
            }
        }
        return ExitCodes.PASS;
    }
}
