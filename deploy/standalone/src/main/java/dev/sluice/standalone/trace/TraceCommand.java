package dev.sluice.standalone.trace;

import dev.sluice.standalone.cli.Ago;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice trace ID}. */
@Command(
        name = "trace",
        description = {
            "Prints every event of one delivery, over all topics, with times and the gaps between"
                    + " them, and how it ends.",
            "It reads Kafka itself and asks no service."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sluice trace 1f0c3a52-6c0e-5d1c-9c55-0b7a0c7d2f11",
            "  sluice trace ID --since 7d --bootstrap-servers kafka:9092"
        })
public final class TraceCommand implements Callable<Integer> {

    /** The names are what users type. */
    enum Format {
        text,
        json
    }

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            converter = CorrelationId.class,
            description = "A correlation id, as answers, logs and 'sluice deliveries' show it.")
    private UUID correlationId = new UUID(0, 0);

    @Mixin private Brokers brokers = new Brokers();

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = Ago.class,
            defaultValue = "24h",
            description =
                    "Read what was written then or later: an age such as 30m, 24h or 7d, or a time"
                            + " (default: ${DEFAULT-VALUE}).")
    private Instant since = Instant.EPOCH;

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.text;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        Trace trace = read(spec.commandLine());
        var terminal = Terminal.of(spec.commandLine().getOut());
        if (trace.steps().isEmpty()) {
            throw Refusal.internal(nothing(trace));
        }
        switch (format) {
            case text -> {
                new TextTrace(trace, terminal).print();
                trace.unread()
                        .forEach(topic ->
                                terminal.line(terminal.yellow("not allowed to read " + topic)));
            }
            case json -> terminal.line(JsonTrace.of(trace));
        }
        return ExitCodes.PASS;
    }

    private Trace read(CommandLine commandLine) {
        var progress = new Progress(commandLine.getErr(), Terminal.isTerminal());
        try (TopicLog log = brokers.open()) {
            return log.read(correlationId, since, progress);
        } finally {
            progress.end();
        }
    }

    private String nothing(Trace trace) {
        return "none of the %d records since %s has the correlation id %s; look further back with --since 7d; 'sluice deliveries show' tells the correlation id of a delivery%s"
                .formatted(
                        trace.looked(),
                        since.truncatedTo(ChronoUnit.SECONDS),
                        correlationId,
                        trace.unread().isEmpty()
                                ? ""
                                : " (not allowed to read "
                                        + String.join(", ", trace.unread())
                                        + ")");
    }
}
