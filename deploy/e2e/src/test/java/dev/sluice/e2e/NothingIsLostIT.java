package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.ForgeFixture.Proposal;
import dev.sluice.e2e.ForgeFixture.Status;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.Topic;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Services die between any two steps, and every acknowledged delivery still ends in one verdict
 * that is written once.
 *
 * <p>{@code -Dsluice.chaos.seeds=1,2,3} chooses the random schedules, with {@code
 * -Dsluice.faults=true}; CI runs one.
 */
class NothingIsLostIT {

    private static final Duration A_WHILE = Duration.ofMinutes(2);

    private static ServicePerJvm line;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        line = ServicePerJvm.start(directory, Map.of());
    }

    @AfterAll
    static void stop() {
        if (line != null) {
            line.close();
        }
    }

    @BeforeEach
    void everythingRuns() {
        line.forge().forge().faults().releaseFetches();
        line.forge().forge().faults().releaseWrites();
        for (ServiceProcess service : line.services()) {
            if (!service.running()) {
                service.start();
            }
        }
        line.services().forEach(ServiceProcess::awaitReady);
    }

    @Test
    void aWorkerThatIsKilledMidScanFinishesAfterItsRestart() {
        Proposal proposal = cleanProposal();
        line.forge().forge().faults().stallFetches();
        deliver(proposal);
        await().atMost(A_WHILE).until(() -> line.forge().forge().faults().stalledFetches() > 0);

        line.workers().kill();
        line.forge().forge().faults().releaseFetches();
        line.workers().start().awaitReady();

        endsOnceWith("success", proposal);
    }

    @Test
    void anEngineThatIsKilledBetweenReadingAndWritingDecidesAfterItsRestart() throws Exception {
        Proposal proposal = cleanProposal();
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("LOCK TABLE policy.decision IN ACCESS EXCLUSIVE MODE");
            deliver(proposal);
            await().atMost(A_WHILE).until(NothingIsLostIT::somebodyWaitsForALock);

            line.engine().kill();
            connection.rollback();
        }
        line.engine().start().awaitReady();

        endsOnceWith("success", proposal);
    }

    @Test
    void aNotifierThatIsKilledAfterTheForgeAcceptedDoesNotWriteAgain() {
        Proposal proposal = cleanProposal();
        line.forge().forge().faults().stallWritesAfterEffect();
        deliver(proposal);
        await().atMost(A_WHILE).until(() -> line.forge().forge().faults().stalledWrites() > 0);

        line.notifier().kill();
        line.forge().forge().faults().releaseWrites();
        line.notifier().start().awaitReady();

        await().atMost(A_WHILE)
                .until(() ->
                        !line.log()
                                .facts(
                                        PublicationDelivered.class,
                                        p -> p.target().sha().equals(proposal.headSha()))
                                .isEmpty());
        endsOnceWith("success", proposal);
    }

    @Test
    void whatIngestAcknowledgedBeforeItWasKilledIsDecidedAndTheRestCanBeSentAgain() {
        List<Proposal> proposals = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            proposals.add(cleanProposal());
        }
        var senders = new ArrayList<Thread>();
        for (Proposal proposal : proposals) {
            senders.add(Thread.ofVirtual().start(() -> sendUntilAcknowledged(proposal)));
        }
        await().atMost(A_WHILE).until(() -> senders.stream().anyMatch(sender -> !sender.isAlive()));

        line.ingestProcess().kill();
        line.ingestProcess().start().awaitReady();

        for (Proposal proposal : proposals) {
            endsOnceWith("success", proposal);
        }
    }

    @EnabledIfSystemProperty(
            named = "sluice.faults",
            matches = "true",
            disabledReason = "a minute is long; .ci/run waits it: -Dsluice.faults=true")
    @Test
    void aServiceThatIsStoppedForAMinuteTakesNoOtherWithIt() {
        Proposal proposal = cleanProposal();
        line.engine().stop();

        deliver(proposal);

        await().atMost(A_WHILE)
                .until(() ->
                        !line.log()
                                .facts(
                                        ScanCompleted.class,
                                        s -> s.revision().headSha().equals(proposal.headSha()))
                                .isEmpty());
        await().during(Duration.ofMinutes(1))
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        line.ingestProcess().ready()
                                && line.workers().ready()
                                && line.notifier().ready());
        line.engine().start().awaitReady();
        endsOnceWith("success", proposal);
    }

    /** Every record of every topic a second time, in every service at once. */
    @Test
    void everythingThatIsReadTwiceHasOneEffect() {
        List<Proposal> proposals = List.of(cleanProposal(), cleanProposal());
        for (Proposal proposal : proposals) {
            deliver(proposal);
        }
        for (Proposal proposal : proposals) {
            endsOnceWith("success", proposal);
        }
        Set<UUID> decided = decided();
        line.services().forEach(ServiceProcess::stop);

        ConsumerGroups.resetToEarliest(line.bootstrapServers());
        line.services().forEach(ServiceProcess::start);
        line.services().forEach(ServiceProcess::awaitReady);
        ConsumerGroups.awaitCaughtUp(line.bootstrapServers(), A_WHILE.multipliedBy(2));

        Proposal after = cleanProposal();
        deliver(after);
        endsOnceWith("success", after);
        for (Proposal proposal : proposals) {
            endsOnceWith("success", proposal);
        }
        Set<UUID> more = decided();
        more.removeAll(decided);
        assertThat(more).as("decisions after it").hasSize(1);
        assertThat(line.log().records(Topic.DEAD_LETTERS)).isEmpty();
    }

    /** The ids of all decisions. */
    private static Set<UUID> decided() {
        return line.log().events().stream()
                .filter(event -> event.type() == EventType.CHANGE_DECIDED)
                .map(Event::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    @EnabledIfSystemProperty(
            named = "sluice.faults",
            matches = "true",
            disabledReason = "random kills take minutes; .ci/run does them: -Dsluice.faults=true")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomKillsLoseAndDoubleNothing(long seed) {
        var random = new Random(seed);
        List<Proposal> proposals = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 3; i++) {
                Proposal proposal = cleanProposal();
                proposals.add(proposal);
                sendUntilAcknowledged(proposal);
            }
            int seen = line.log().events().size() + random.nextInt(12);
            ServiceProcess victim = line.services().get(random.nextInt(4));
            // Where fewer events come than the dice say, the kill falls into the quiet after them,
            // which is a step too.
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(A_WHILE)
                    .until(() -> line.log().events().size() >= seen || allDecided(proposals));
            victim.kill();
            victim.start().awaitReady();
        }

        for (Proposal proposal : proposals) {
            endsOnceWith("success", proposal);
        }
    }

    static List<Long> seeds() {
        return List.of(System.getProperty("sluice.chaos.seeds", "1").split(",")).stream()
                .map(Long::valueOf)
                .toList();
    }

    // ---- what the tests above say in one word

    private static Proposal cleanProposal() {
        var repository = line.forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit(
                "feature", "main", Map.of("more.txt", "more " + UUID.randomUUID() + "\n"));
        return repository.propose(1, "feature", "main");
    }

    private static void deliver(Proposal proposal) {
        assertThat(Webhooks.send(line, "pull_request", proposal.event("opened")).statusCode())
                .isEqualTo(202);
    }

    /** As a forge's operator does: the same delivery again until somebody acknowledges it. */
    private static void sendUntilAcknowledged(Proposal proposal) {
        byte[] body = proposal.event("opened");
        String deliveryId = UUID.randomUUID().toString();
        String signature = Webhooks.signature(Line.WEBHOOK_SECRET, body);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .atMost(A_WHILE)
                .until(() -> {
                    try {
                        return Webhooks.send(line, "pull_request", deliveryId, body, signature)
                                        .statusCode()
                                == 202;
                    } catch (Webhooks.NotDeliveredException nobodyThere) {
                        return false;
                    }
                });
    }

    /** One final status, nothing after it; pending may stand before it while somebody was away. */
    private static void endsOnceWith(String state, Proposal proposal) {
        try {
            await().atMost(A_WHILE).until(() -> states(proposal).contains(state));
        } catch (ConditionTimeoutException never) {
            throw new AssertionError(
                    "no final status of "
                            + proposal.repository().repository().fullName()
                            + " at "
                            + proposal.headSha()
                            + "; its events:\n"
                            + story(proposal),
                    never);
        }
        assertThat(states(proposal).stream().filter(seen -> !seen.equals("pending")))
                .containsExactly(state);
        assertThat(
                        line
                                .log()
                                .facts(
                                        ChangeDecided.class,
                                        d -> d.revision().headSha().equals(proposal.headSha()))
                                .stream()
                                .map(ChangeDecided::sequence)
                                .distinct())
                .containsExactly(1L);
    }

    /** What the broker holds of a change, so that a failure says which step was not taken. */
    private static String story(Proposal proposal) {
        return line.log().events().stream()
                .filter(event -> event.toString().contains(proposal.headSha()))
                .map(event -> event.time() + " " + event.type() + " " + event.source())
                .collect(Collectors.joining("\n"));
    }

    private static boolean allDecided(List<Proposal> proposals) {
        return proposals.stream().allMatch(proposal -> states(proposal).contains("success"));
    }

    private static List<String> states(Proposal proposal) {
        return proposal.repository().statuses(proposal.headSha(), "sluice/main").stream()
                .map(Status::state)
                .toList();
    }

    private static Connection connect() throws SQLException {
        var database = line.database();
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }

    private static boolean somebodyWaitsForALock() throws SQLException {
        try (Connection connection = connect();
                ResultSet rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
            return rows.next() && rows.getInt(1) > 0;
        }
    }
}
