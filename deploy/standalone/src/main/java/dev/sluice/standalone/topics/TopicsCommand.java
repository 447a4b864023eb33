package dev.sluice.standalone.topics;

import dev.sluice.events.Topic;
import dev.sluice.standalone.cli.ClientSettings;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice topics create|doctor}. */
@Command(
        name = "topics",
        description = "Makes Sluice's topics on a Kafka cluster, or checks them.",
        synopsisSubcommandLabel = "(create | doctor)")
public final class TopicsCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command: create or doctor");
        }
    }

    /** Where the cluster is and how its topics are to be. */
    static final class Cluster {

        @Option(
                names = "--bootstrap-servers",
                paramLabel = "HOST:PORT",
                defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-localhost:9092}",
                description =
                        "Brokers to ask (default: KAFKA_BOOTSTRAP_SERVERS, or localhost:9092).")
        private String bootstrapServers = "";

        @Option(
                names = "--partitions",
                paramLabel = "N",
                defaultValue = "" + Topic.PARTITIONS,
                description = "Partitions of each topic (default: ${DEFAULT-VALUE}).")
        private int partitions;

        @Option(
                names = "--command-config",
                paramLabel = "FILE",
                description = "Client settings as a properties file, such as credentials.")
        private @Nullable Path commandConfig;

        TopicAdministration open() {
            return new TopicAdministration(bootstrapServers, ClientSettings.of(commandConfig));
        }

        private int partitions() {
            if (partitions < 1) {
                throw Refusal.usage("--partitions is " + partitions + ", at least 1");
            }
            return partitions;
        }
    }

    @Command(
            name = "create",
            description = "Creates the topics that are missing, with their retention.",
            footer = {
                "",
                "Example:",
                "  sluice topics create --bootstrap-servers kafka:9092 --replication 3"
            })
    int create(
            @Mixin Cluster cluster,
            @Option(
                            names = "--replication",
                            paramLabel = "N",
                            description = "Replicas of each topic (default: the cluster's).")
                    @Nullable Short replication) {
        if (replication != null && replication < 1) {
            throw Refusal.usage("--replication is " + replication + ", at least 1");
        }
        var shape = new TopicShape(cluster.partitions(), Optional.ofNullable(replication));
        try (var topics = cluster.open()) {
            List<String> created = topics.create(shape);
            created.forEach(topic -> out().println("created " + topic));
            int kept = Topic.values().length - created.size();
            if (kept > 0) {
                out().printf("%d were there already; 'sluice topics doctor' checks them%n", kept);
            }
        }
        return ExitCodes.PASS;
    }

    @Command(
            name = "doctor",
            description =
                    "Checks that the topics exist and neither lose nor refuse events; one line for"
                            + " each problem, with the fix.",
            footer = {
                "",
                "Exit codes: 0 in order, 64 usage, 70 problems found or no broker.",
                "Example:",
                "  sluice topics doctor --bootstrap-servers kafka:9092 --command-config client.properties"
            })
    int doctor(@Mixin Cluster cluster) {
        try (var topics = cluster.open()) {
            List<TopicProblem> problems = topics.check(cluster.partitions());
            problems.forEach(problem -> out().println(problem));
            if (!problems.isEmpty()) {
                return ExitCodes.INTERNAL;
            }
            out().printf("all %d topics are in order%n", Topic.values().length);
            return ExitCodes.PASS;
        }
    }

    private PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        return spec.commandLine().getOut();
    }
}
