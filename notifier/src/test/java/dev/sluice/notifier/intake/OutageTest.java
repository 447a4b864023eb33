package dev.sluice.notifier.intake;

import static dev.sluice.notifier.Facts.NOON;
import static dev.sluice.notifier.Facts.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.Event;
import dev.sluice.events.Revision;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.NotifierResource;
import dev.sluice.notifier.github.GitHubDouble;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that goes away and comes back while decisions arrive. */
@QuarkusTest
@QuarkusTestResource(NotifierResource.class)
class OutageTest {

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector channels;

    @ConfigProperty(name = "SLUICE_DATABASE_URL")
    String databaseUrl;

    GitHubDouble github;

    @AfterEach
    void comeBack() throws SQLException {
        database("alter database postgres with allow_connections true");
    }

    @Test
    void keepsADecisionUntilTheDatabaseIsBack() throws SQLException {
        github.has("e1");
        Revision revision = proposal(21, "e1", "main");
        database("alter database postgres with allow_connections false");
        database(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'");

        say(Facts.event(Facts.decided(revision, 1, Verdict.PASS), NOON));
        await().atMost(Duration.ofMinutes(2))
                .during(Duration.ofSeconds(2))
                .until(() -> statuses(revision) == 0);
        comeBack();

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(statuses(revision)).isEqualTo(1));
    }

    private long statuses(Revision revision) {
        return github.written().stream()
                .filter(written -> written.sha().equals(revision.headSha()))
                .count();
    }

    /** Through another database of the same server. */
    private void database(String sql) throws SQLException {
        String other = databaseUrl.replaceFirst("/postgres(?=\\?|$)", "/template1");
        try (Connection connection = DriverManager.getConnection(other, "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void say(Event<?> event) {
        ProducerRecord<String, byte[]> out = EventWriter.record(event);
        var in = new ConsumerRecord<>(out.topic(), 0, 0, out.key(), out.value());
        out.headers().forEach(in.headers()::add);
        channels.source("notifier-decisions-in").send(in);
    }
}
