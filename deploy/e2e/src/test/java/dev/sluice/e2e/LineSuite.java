package dev.sluice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.ForgeFixture.Status;
import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.FindingCount;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.ScanReported;
import dev.sluice.events.Severity;
import dev.sluice.events.Topic;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/** What a forge and its people see, whatever the shape in which Sluice runs. */
abstract class LineSuite extends DeliveriesSuite {

    static final Duration A_WHILE = Duration.ofMinutes(2);

    /** The running line; started once for the class. */
    @Override
    abstract Line line();

    @Test
    void aNewSecretTurnsTheCheckRed() {
        var repository = line().forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit(
                "feature",
                "main",
                Map.of("config.properties", "token=" + Fixtures.gitHubToken(1) + "\n"));
        var proposal = repository.propose(1, "feature", "main");

        UUID correlation = deliver(proposal.event("opened"));

        Status status = finalStatus(proposal, "sluice/main");
        assertThat(status.state()).isEqualTo("failure");
        assertThat(status.description()).isEqualTo("1 new: 1 secret (critical)");
        eventually(() ->
                assertThat(line().log().of(correlation))
                        .extracting(Event::type)
                        .contains(
                                EventType.CHANGE_PROPOSED,
                                EventType.CHANGE_DESCRIBED,
                                EventType.SCAN_REPORTED,
                                EventType.SCAN_COMPLETED,
                                EventType.CHANGE_DECIDED));
    }

    @Test
    void theValueOfASecretIsOnNoTopicButTheDeliveries() {
        String token = Fixtures.gitHubToken(2);
        var repository = line().forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("feature", "main", Map.of("app.env", "TOKEN=" + token + "\n"));
        var proposal = repository.propose(1, "feature", "main");

        deliver(proposal.event("opened"));

        assertThat(finalStatus(proposal, "sluice/main").state()).isEqualTo("failure");
        for (Topic topic : Topic.values()) {
            assertThat(line().log().records(topic))
                    .as(topic.topicName())
                    .noneMatch(record ->
                            record.value() != null
                                    && new String(record.value(), UTF_8).contains(token));
        }
    }

    @Test
    void whatWasThereBeforeBlocksNothing() {
        var repository = line().forge().repository();
        repository.commit(
                "main", Map.of("old.properties", "token=" + Fixtures.gitHubToken(3) + "\n"));
        repository.commit("feature", "main", Map.of("new.txt", "nothing to see\n"));
        var proposal = repository.propose(1, "feature", "main");

        deliver(proposal.event("opened"));

        Status status = finalStatus(proposal, "sluice/main");
        assertThat(status.state()).isEqualTo("success");
        eventually(() ->
                assertThat(
                                line().log()
                                        .facts(
                                                ScanReported.class,
                                                scan ->
                                                        scan.revision()
                                                                .headSha()
                                                                .equals(proposal.headSha())))
                        .flatExtracting(ScanReported::findings)
                        .extracting(finding -> finding.baselineState())
                        .containsExactly(BaselineState.UNCHANGED));
    }

    @Test
    void failThenPassThenFailEndsRed() {
        var repository = line().forge().repository();
        repository.commit("main", Map.of(".sluice/policy.yaml", Fixtures.LABEL_POLICY));
        repository.commit(
                "feature", "main", Map.of("app.env", "TOKEN=" + Fixtures.gitHubToken(4) + "\n"));
        var proposal = repository.propose(1, "feature", "main");

        deliver(proposal.event("opened"));
        awaitStates(proposal, "sluice/main", List.of("failure"));
        deliver(proposal.withLabels("accepted-risk").event("labeled"));
        awaitStates(proposal, "sluice/main", List.of("failure", "success"));
        deliver(proposal.withLabels().event("unlabeled"));
        awaitStates(proposal, "sluice/main", List.of("failure", "success", "failure"));

        eventually(() ->
                assertThat(
                                turns(
                                        line()
                                                .log()
                                                .facts(
                                                        ChangeDecided.class,
                                                        d ->
                                                                d.revision()
                                                                        .headSha()
                                                                        .equals(proposal.headSha()))
                                                .stream()
                                                .map(ChangeDecided::verdict)
                                                .toList()))
                        .containsExactly(Verdict.FAIL, Verdict.PASS, Verdict.FAIL));
        List<Long> sequences =
                line()
                        .log()
                        .facts(
                                ChangeDecided.class,
                                d -> d.revision().headSha().equals(proposal.headSha()))
                        .stream()
                        .map(ChangeDecided::sequence)
                        .distinct()
                        .toList();
        assertThat(sequences)
                .as("ordered, without gaps")
                .isEqualTo(LongStream.rangeClosed(1, sequences.size()).boxed().toList());
        eventually(() ->
                assertThat(
                                line().log()
                                        .facts(
                                                ChangeDescribed.class,
                                                d ->
                                                        d.revision()
                                                                .headSha()
                                                                .equals(proposal.headSha())))
                        .as("a label is no reason to scan again")
                        .hasSize(1));
    }

    @Test
    void theSameDeliveryTwiceChangesNothing() {
        var repository = line().forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("feature", "main", Map.of("more.txt", "more\n"));
        var proposal = repository.propose(1, "feature", "main");
        byte[] body = proposal.event("opened");
        String signature = Webhooks.signature(Line.WEBHOOK_SECRET, body);
        String deliveryId = UUID.randomUUID().toString();

        var first = Webhooks.send(line(), "pull_request", deliveryId, body, signature);
        awaitStates(proposal, "sluice/main", List.of("success"));
        var second = Webhooks.send(line(), "pull_request", deliveryId, body, signature);
        // A later change on the same repository, hence the same partition, tells when the second
        // delivery is through.
        repository.commit("other", "main", Map.of("other.txt", "other\n"));
        var later = repository.propose(2, "other", "main");
        deliver(later.event("opened"));
        finalStatus(later, "sluice/main");

        assertThat(correlation(second.body())).isEqualTo(correlation(first.body()));
        eventually(() ->
                assertThat(
                                line().log()
                                        .facts(
                                                ChangeProposed.class,
                                                p ->
                                                        p.revision()
                                                                .headSha()
                                                                .equals(proposal.headSha())))
                        .as("at least once: the event may stand twice, its id may not differ")
                        .hasSizeBetween(1, 2));
        eventually(() ->
                assertThat(
                                line().log().of(correlation(first.body())).stream()
                                        .filter(e -> e.type() == EventType.CHANGE_PROPOSED)
                                        .map(Event::id)
                                        .distinct())
                        .hasSize(1));
        assertThat(states(proposal, "sluice/main"))
                .filteredOn(state -> !state.equals("pending"))
                .containsExactly("success");
    }

    @Test
    void aForgedDeliveryNeverReachesKafka() {
        var repository = line().forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("feature", "main", Map.of("more.txt", "more\n"));
        var proposal = repository.propose(1, "feature", "main");
        byte[] body = proposal.event("opened");
        String deliveryId = UUID.randomUUID().toString();

        var answer =
                Webhooks.send(
                        line(),
                        "pull_request",
                        deliveryId,
                        body,
                        Webhooks.signature("another secret", body));

        assertThat(answer.statusCode()).isEqualTo(401);
        // A genuine one for the same repository lands on the same partition behind it.
        deliver(proposal.event("opened"));
        finalStatus(proposal, "sluice/main");
        assertThat(line().log().records(Topic.DELIVERIES))
                .noneMatch(record -> deliveryId.equals(header(record, "sluice_delivery")));
    }

    @Test
    void whatIsNotJsonIsRefused() {
        byte[] body = "{\"action\":".getBytes(UTF_8);

        var answer = Webhooks.send(line(), "pull_request", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("\tat ");
    }

    @Test
    void anUnknownEventIsTakenAndCounted() {
        var repository = line().forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));

        var answer = Webhooks.send(line(), "star", repository.anyEvent());

        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void aPushToTheDefaultBranchIsComparedWithTheHeadBefore() {
        var repository = line().forge().repository();
        String before = repository.commit("main", Map.of("README.md", "hello\n"));
        String after =
                repository.commit(
                        "main",
                        "main",
                        Map.of("app.env", "TOKEN=" + Fixtures.gitHubToken(5) + "\n"));

        assertThat(
                        Webhooks.send(line(), "push", repository.pushEvent("main", before, after))
                                .statusCode())
                .isEqualTo(202);

        await().atMost(A_WHILE)
                .untilAsserted(() ->
                        assertThat(repository.statuses(after, "sluice/push"))
                                .extracting(Status::state)
                                .endsWith("failure"));
    }

    @Test
    void aRepositoryThatCannotBeReachedEndsIndeterminateWithTheReason() {
        var repository = line().forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("feature", "main", Map.of("more.txt", "more\n"));
        var proposal = repository.propose(1, "feature", "main");
        line().forge().forge().faults().refuseFetches(true);

        try {
            deliver(proposal.event("opened"));
            assertThat(finalStatus(proposal, "sluice/main").state()).isEqualTo("error");
        } finally {
            line().forge().forge().faults().refuseFetches(false);
        }

        eventually(() ->
                assertThat(
                                line().log()
                                        .facts(
                                                ChangeDecided.class,
                                                d ->
                                                        d.revision()
                                                                .headSha()
                                                                .equals(proposal.headSha())))
                        .last()
                        .satisfies(decision -> {
                            assertThat(decision.verdict()).isEqualTo(Verdict.INDETERMINATE);
                            assertThat(decision.reason()).doesNotContain("Exception");
                        }));
    }

    @Test
    void aCheckIsPendingOnlyWhileItTakesLong() {
        everybodyListens();
        var repository = line().forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("feature", "main", Map.of("more.txt", "more\n"));
        var proposal = repository.propose(1, "feature", "main");
        var faults = line().forge().forge().faults();
        faults.stallFetches();
        try {
            deliver(proposal.event("opened"));
            eventually(() ->
                    assertThat(states(proposal, "sluice/main"))
                            .as(() -> story(proposal))
                            .containsExactly("pending"));
        } finally {
            faults.releaseFetches();
        }

        eventually(() ->
                assertThat(states(proposal, "sluice/main"))
                        .as(() -> story(proposal))
                        .containsExactly("pending", "success"));
    }

    @Test
    void aHeadThatMovedIsNeverMixedWithTheNewOne() {
        var repository = line().forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("feature", "main", Map.of("one.txt", "one\n"));
        var old = repository.propose(1, "feature", "main");
        byte[] oldEvent = old.event("opened");
        repository.commit("feature", "feature", Map.of("two.txt", "two\n"));
        var moved = repository.propose(1, "feature", "main");

        deliver(oldEvent);
        deliver(moved.event("synchronize"));

        assertThat(finalStatus(moved, "sluice/main").state()).isEqualTo("success");
        assertThat(states(old, "sluice/main")).doesNotContain("success", "failure");
    }

    @Test
    void aRetargetedProposalIsDecidedForItsNewBase() {
        var repository = line().forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("release", "main", Map.of("release.txt", "1.0\n"));
        repository.commit("feature", "release", Map.of("more.txt", "more\n"));
        var proposal = repository.propose(1, "feature", "main");
        deliver(proposal.event("opened"));
        finalStatus(proposal, "sluice/main");

        var retargeted = repository.propose(1, "feature", "release");
        deliver(retargeted.retargetedFrom("main"));

        assertThat(finalStatus(retargeted, "sluice/release").state()).isEqualTo("success");
    }

    @Test
    void whatAnotherToolFoundIsPartOfTheDecision() {
        var repository = line().forge().repository();
        String base = repository.commit("main", Map.of("app.js", "1\n"));
        repository.commit("feature", "main", Map.of("app.js", "eval(1)\n"));
        var proposal = repository.propose(1, "feature", "main");
        String known = checked("old", "app.js");

        assertThat(Uploads.sarif(line(), repository, base, known)).isEqualTo(202);
        deliver(proposal.event("opened"));
        finalStatus(proposal, "sluice/main");
        assertThat(
                        Uploads.sarif(
                                line(),
                                repository,
                                proposal.headSha(),
                                known,
                                checked("fresh", "app.js")))
                .isEqualTo(202);

        eventually(() ->
                assertThat(
                                line().log()
                                        .facts(
                                                ChangeDecided.class,
                                                decided ->
                                                        decided.revision()
                                                                .headSha()
                                                                .equals(proposal.headSha())))
                        .anySatisfy(decided -> {
                            assertThat(decided.newFindings())
                                    .containsExactly(
                                            new FindingCount("checker/default", Severity.HIGH, 1));
                            assertThat(decided.knownFindings()).isEqualTo(1);
                        }));
    }

    private static String checked(String rule, String path) {
        return """
        {"ruleId": "%s", "level": "error", "message": {"text": "Do not do that."},
         "locations": [{"physicalLocation": {"artifactLocation": {"uri": "%s"},
           "region": {"startLine": 1}}}]}
        """
                .formatted(rule, path);
    }

    // ---- what the tests above say in one word

    /** The log is read along, so it may be a moment behind what the forge has seen. */
    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(A_WHILE).untilAsserted(assertion);
    }

    /**
     * Every partition has a reader, and one change of another repository went all the way: the test
     * that follows measures what it means to and no start.
     */
    private void everybodyListens() {
        ConsumerGroups.awaitSettled(line().bootstrapServers(), A_WHILE);
        var repository = line().forge().repository();
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("other", "main", Map.of("other.txt", "other\n"));
        var first = repository.propose(1, "other", "main");
        deliver(first.event("opened"));
        finalStatus(first, "sluice/main");
        eventually(() ->
                assertThat(
                                line().log()
                                        .facts(
                                                PublicationDelivered.class,
                                                told ->
                                                        told.revision()
                                                                .headSha()
                                                                .equals(first.headSha())))
                        .as(() -> story(first))
                        .isNotEmpty());
        ConsumerGroups.awaitSettled(line().bootstrapServers(), A_WHILE);
    }

    /** What the forge and the topics saw, with the times, for whoever has to find out why. */
    private String story(ForgeFixture.Proposal proposal) {
        var story = new StringBuilder("%s%n".formatted(proposal.headSha()));
        for (var write : line().forge().forge().writes(proposal.headSha())) {
            story.append(
                    "%s  status %s %s: %s%n"
                            .formatted(
                                    write.at(),
                                    write.context(),
                                    write.state(),
                                    write.description()));
        }
        for (Event<?> event : line().log().events()) {
            String said =
                    event.fact() instanceof ChangeDecided decided
                            ? ": " + decided.verdict() + ", " + decided.reason()
                            : "";
            story.append(
                    "%s  %s of %s%s%n"
                            .formatted(event.time(), event.type(), event.fact().subject(), said));
        }
        return story.toString();
    }

    private UUID deliver(byte[] pullRequestEvent) {
        var answer = Webhooks.send(line(), "pull_request", pullRequestEvent);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return correlation(answer.body());
    }

    private static UUID correlation(String body) {
        try {
            JsonNode answer = Json.mapper().readTree(body);
            return UUID.fromString(answer.path("correlationId").asText());
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    private Status finalStatus(ForgeFixture.Proposal proposal, String context) {
        await().atMost(A_WHILE)
                .untilAsserted(() ->
                        assertThat(states(proposal, context))
                                .isNotEmpty()
                                .last()
                                .isNotEqualTo("pending"));
        return proposal.repository().statuses(proposal.headSha(), context).getLast();
    }

    /**
     * These states in this order; how often one is told again with another text is not looked at.
     */
    private void awaitStates(ForgeFixture.Proposal proposal, String context, List<String> states) {
        eventually(() -> assertThat(turns(states(proposal, context))).isEqualTo(states));
    }

    /**
     * A fail may be told before the last scanner has ended and better after it: that is no turn.
     */
    private static <T> List<T> turns(List<T> seen) {
        var turns = new ArrayList<T>();
        for (T next : seen) {
            if (!next.equals("pending") && (turns.isEmpty() || !turns.getLast().equals(next))) {
                turns.add(next);
            }
        }
        return turns;
    }

    private static List<String> states(ForgeFixture.Proposal proposal, String context) {
        return proposal.repository().statuses(proposal.headSha(), context).stream()
                .map(Status::state)
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
