package dev.sluice.e2e;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The suite over Apache's own Kafka image, wherever a container engine answers. */
@EnabledIf(
        value = "aContainerEngineAnswers",
        disabledReason = "no container engine answers a ping, so the broker cannot be a container")
class KafkaContainerIT extends LineSuite {

    private static final String IMAGE = "apache/kafka:4.1.1";

    private static KafkaContainer kafka;
    private static ServicePerJvm line;

    /** The {@code docker} command proves nothing; only an engine that answers does. */
    static boolean aContainerEngineAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        kafka = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        line =
                ServicePerJvm.startOver(
                        kafka.getBootstrapServers(),
                        directory,
                        Map.of("SLUICE_SCANNER_WORKERS_FETCH_TIMEOUT", "PT20S"));
    }

    @AfterAll
    static void stop() {
        if (line != null) {
            line.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    @Override
    Line line() {
        return line;
    }
}
