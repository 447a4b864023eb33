package dev.sluice.standalone.deliveries;

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

/** {@code sluice deliveries show ID}. */
@Command(
        name = "show",
        description = "Shows each time that a delivery was accepted, and every fate that it had.",
        footer = {"", "Example:", "  sluice deliveries show 7c1e8f10-c6f1-11f0-8b3a-0d4f1a2b3c4d"})
final class ShowCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "ID",
            description = "The forge's id of the delivery (X-GitHub-Delivery) or a correlation id.")
    private String id = "";

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
        if (id.isBlank()) {
            throw Refusal.usage("ID is empty; 'sluice deliveries list' shows some");
        }
        var terminal = Terminal.of(spec.commandLine().getOut());
        JsonNode story = ask();
        switch (format) {
            case text -> new DeliveryPage(terminal).print(story);
            case json -> terminal.line(story.toPrettyString());
        }
        return ExitCodes.PASS;
    }

    private JsonNode ask() throws InterruptedException {
        try (RunningSluice sluice = server.connect()) {
            return sluice.find("/api/v1/deliveries/" + RunningSluice.segment(id), Map.of())
                    .orElseThrow(() ->
                            Refusal.usage(
                                    "the ledger has no delivery "
                                            + Terminal.clean(id)
                                            + "; it may be refused, of somebody else, not yet"
                                            + " translated, or forgotten ('sluice deliveries list'"
                                            + " shows what there is)"));
        }
    }
}
