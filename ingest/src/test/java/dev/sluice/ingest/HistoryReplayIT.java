package dev.sluice.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.events.ActRecorded;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.EventReader;
import dev.sluice.ingest.forge.Translation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** History that is translated again, over a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
@QuarkusTestResource(value = RealBroker.class, restrictToAnnotatedClass = true)
@Timeout(600)
class HistoryReplayIT {

    private static final Duration A_WHILE = Duration.ofMinutes(2);
    private static final String REPLAYS = "/api/v1/deliveries/replays";

    private final Instant before = Instant.now();

    @Test
    void whatIsTranslatedAgainIsTheSame() {
        String small = delivered("");
        String large = delivered(" ".repeat(2_000_000));

        Map<String, Object> run = ended(begun("?since=" + before));

        assertThat(run).containsEntry("status", "done").containsEntry("dryRun", false);
        assertThat(counts(run))
                .containsEntry("translated", 2)
                .containsEntry("events", 2)
                .containsEntry("failed", 0);
        assertThat(counts(run).get("read")).isEqualTo(counts(run).get("total"));
        for (String delivery : new String[] {small, large}) {
            assertThat(IngestIT.records(Topic.CHANGES, IngestIT.of(delivery)))
                    .hasSize(2)
                    .extracting(HistoryReplayIT::id)
                    .containsOnly(
                            id(IngestIT.records(Topic.CHANGES, IngestIT.of(delivery)).getFirst()));
        }
        assertThat(
                        IngestIT.records(Topic.AUDIT, _ -> true).stream()
                                .map(record -> (ActRecorded) EventReader.read(record).fact())
                                .map(ActRecorded::about))
                .contains("deliveries of all repositories since " + run.get("since"));
    }

    @Test
    void aDryRunCountsAndSendsNothing() {
        String delivery = delivered("");

        Map<String, Object> run = ended(begun("?since=" + before + "&dry-run=true"));

        assertThat(counts(run)).containsEntry("translated", 1).containsEntry("events", 1);
        assertThat(IngestIT.records(Topic.CHANGES, IngestIT.of(delivery))).hasSize(1);
        assertThat(IngestIT.records(Topic.AUDIT, _ -> true))
                .noneMatch(record ->
                        record.key().equals("administrator")
                                && ((ActRecorded) EventReader.read(record).fact())
                                        .about()
                                        .contains(run.get("since").toString()));
    }

    @Test
    void otherRepositoriesAreLeftAlone() {
        String delivery = delivered("");

        Map<String, Object> other = ended(begun("?repository=github/8&since=" + before));
        Map<String, Object> own = ended(begun("?repository=github/7&since=" + before));

        assertThat(counts(other)).containsEntry("translated", 0).containsEntry("skipped", 1);
        assertThat(counts(own)).containsEntry("translated", 1).containsEntry("skipped", 0);
        assertThat(IngestIT.records(Topic.CHANGES, IngestIT.of(delivery))).hasSize(2);
    }

    @Test
    void whatCannotBeTranslatedIsCountedAndTheRestGoesOn() {
        String broken = "broken-" + UUID.randomUUID();
        assertThat(IngestIT.deliver(broken, "{\"action\":\"opened\"}").statusCode()).isEqualTo(202);
        delivered("");

        Map<String, Object> run = ended(begun("?since=" + before));

        assertThat(counts(run)).containsEntry("translated", 1).containsEntry("failed", 1);
    }

    /** The first fate of a delivery while the translation had a fault. */
    private enum Fault {
        THROWS("dead-lettered", "unexpected IllegalStateException") {
            @Override
            Translation translate() {
                throw new IllegalStateException("a fault");
            }
        },
        IGNORES("ignored", "event-not-used") {
            @Override
            Translation translate() {
                return new Translation.Ignored(Translation.Reason.EVENT_NOT_USED);
            }
        };

        private final String fate;
        private final String reason;

        Fault(String fate, String reason) {
            this.fate = fate;
            this.reason = reason;
        }

        abstract Translation translate();
    }

    @ParameterizedTest
    @EnumSource
    void whatAFaultHasLostIsToldOnceWhenTheFaultIsMended(Fault fault) {
        String lost = "lost-" + UUID.randomUUID();
        try {
            FaultyForge.has(_ -> fault.translate());
            assertThat(IngestIT.deliver(lost, IngestIT.payload("")).statusCode()).isEqualTo(202);
            await().atMost(A_WHILE).until(() -> fates(lost).equals(List.of(fault.fate)));
        } finally {
            FaultyForge.isMended();
        }
        assertThat(IngestIT.records(Topic.CHANGES, IngestIT.of(lost))).isEmpty();

        Map<String, Object> run = ended(begun("?since=" + before));

        assertThat(counts(run))
                .containsEntry("translated", 1)
                .containsEntry("events", 1)
                .containsEntry("failed", 0);
        ConsumerRecord<String, byte[]> told = IngestIT.await(Topic.CHANGES, IngestIT.of(lost));
        assertThat(IngestIT.records(Topic.CHANGES, IngestIT.of(lost))).hasSize(1);
        JsonPath story = story(lost);
        assertThat(fates(lost)).containsExactly(fault.fate, "translated");
        assertThat(story.getString("acceptances[0].fates[0].reason")).isEqualTo(fault.reason);
        assertThat(story.getString("acceptances[0].fates[1].topic"))
                .isEqualTo("replay/" + run.get("id"));
        assertThat(story.getString("acceptances[0].delivery.fate")).isEqualTo("translated");
        assertThat(story.getString("acceptances[0].delivery.events[0].id")).isEqualTo(id(told));
    }

    // ---- what the tests above say in one word

    private static String delivered(String padding) {
        String delivery = "history-" + UUID.randomUUID();
        assertThat(IngestIT.deliver(delivery, IngestIT.payload(padding)).statusCode())
                .isEqualTo(202);
        IngestIT.await(Topic.CHANGES, IngestIT.of(delivery));
        return delivery;
    }

    private static String begun(String query) {
        Response response = post(query);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        return response.path("id");
    }

    private static Map<String, Object> ended(String id) {
        return await().atMost(A_WHILE)
                .until(() -> get("/" + id), run -> !run.get("status").equals("running"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> counts(Map<String, Object> run) {
        return (Map<String, Object>) run.get("counts");
    }

    private static List<String> fates(String deliveryId) {
        List<String> fates = story(deliveryId).getList("acceptances[0].fates.fate");
        return fates == null ? List.of() : fates;
    }

    private static JsonPath story(String deliveryId) {
        return given().header("Authorization", "Bearer " + RealBroker.ADMINISTRATOR)
                .get("/api/v1/deliveries/" + IngestIT.correlationId(deliveryId))
                .jsonPath();
    }

    private static String id(ConsumerRecord<String, byte[]> record) {
        return EventReader.read(record).id().toString();
    }

    private static Response post(String query) {
        return given().header("Authorization", "Bearer " + RealBroker.ADMINISTRATOR)
                .post(REPLAYS + query);
    }

    private static Map<String, Object> get(String rest) {
        return given().header("Authorization", "Bearer " + RealBroker.ADMINISTRATOR)
                .get(REPLAYS + rest)
                .jsonPath()
                .getMap("$");
    }
}
