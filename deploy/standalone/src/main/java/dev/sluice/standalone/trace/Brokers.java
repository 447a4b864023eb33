package dev.sluice.standalone.trace;

import dev.sluice.standalone.broker.EmbeddedBroker;
import dev.sluice.standalone.cli.ClientSettings;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the topics are; for {@code @Mixin}. */
final class Brokers {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-}",
            description =
                    "Brokers to read from (default: KAFKA_BOOTSTRAP_SERVERS, or the broker of a"
                            + " Sluice on this machine).")
    private String bootstrapServers = "";

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Client settings as a properties file, such as credentials.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of a Sluice on this machine (default: ~/.sluice).")
    private @Nullable Path data;

    /**
     * The topics that they name.
     *
     * @throws Refusal when they name none
     */
    TopicLog open() {
        return new TopicLog(servers(), ClientSettings.of(commandConfig));
    }

    private String servers() {
        if (!bootstrapServers.isBlank()) {
            return bootstrapServers;
        }
        Path directory = data == null ? Path.of(System.getProperty("user.home"), ".sluice") : data;
        return local(directory)
                .orElseThrow(() ->
                        Refusal.usage(
                                "there is no Sluice in "
                                        + directory
                                        + "; name its data directory with --data, or the brokers"
                                        + " with --bootstrap-servers"));
    }

    private static Optional<String> local(Path directory) {
        try {
            return EmbeddedBroker.lastBootstrapServers(DataDirectory.broker(directory));
        } catch (IOException e) {
            throw Refusal.usage("cannot read " + directory + ": " + e.getMessage(), e);
        }
    }
}
