package dev.sluice.standalone.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Json;
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

/** {@code sluice dead-letters drop ID... --reason TEXT}. */
@Command(
        name = "drop",
        description =
                "Gives records up: nobody will read them again. The audit log has the reason.",
        footer = {
            "",
            "Example:",
            "  sluice dead-letters drop 7c1e8f10-c6f1-51f0-8b3a-0d4f1a2b3c4d"
                    + " --reason 'the repository was deleted'"
        })
final class DropCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "ID",
            arity = "1..*",
            description = "Of the letters, as the list shows them.")
    private List<String> ids = List.of();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, for the audit log.")
    private String reason = "";

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        if (reason.isBlank()) {
            throw Refusal.usage("--reason is empty; say why the record is given up");
        }
        var terminal = Terminal.of(spec.commandLine().getOut());
        try (RunningSluice sluice = server.connect()) {
            for (String id : ids) {
                JsonNode letter =
                        sluice.post(
                                DeadLettersCommand.PATH + "/" + RunningSluice.segment(id) + "/drop",
                                Map.of(),
                                Json.mapper().createObjectNode().put("reason", reason));
                terminal.line(
                        "%s is dropped: %s"
                                .formatted(
                                        LetterText.place(letter),
                                        LetterText.text(letter, "statusReason")));
            }
        }
        return ExitCodes.PASS;
    }
}
