package dev.sluice.policy.decide;

import static dev.sluice.events.BaselineState.NEW;
import static dev.sluice.events.Verdict.FAIL;
import static dev.sluice.events.Verdict.INDETERMINATE;
import static dev.sluice.events.Verdict.PASS;
import static dev.sluice.policy.Facts.NOW;
import static dev.sluice.policy.Facts.REPOSITORY;
import static dev.sluice.policy.Facts.REVISION;
import static dev.sluice.policy.Facts.described;
import static dev.sluice.policy.Facts.failed;
import static dev.sluice.policy.Facts.proposed;
import static dev.sluice.policy.Facts.revision;
import static dev.sluice.policy.Facts.scan;
import static dev.sluice.policy.Facts.secret;
import static dev.sluice.policy.Facts.skipped;
import static dev.sluice.policy.Facts.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.Severity;
import dev.sluice.events.SkipReason;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.policy.Facts;
import dev.sluice.policy.database.Stored;
import dev.sluice.policy.evaluate.Inputs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class DeskTest {

    private static final Revision NEWER = revision(1, 'e');

    private static final String LABEL_POLICY =
            """
            apiVersion: sluice.dev/v1
            kind: Policy
            metadata:
              name: labels
            rules:
              - name: no-hold
                deny:
                  when: "'hold' in change.labels"
                message: The change is on hold.
              - name: scanned
                require: [secrets]
            """;

    private final Rig rig = new Rig();

    private static List<Fact> cleanScans(Revision revision) {
        List<Fact> facts = new ArrayList<>();
        facts.addAll(scan(revision, "secrets"));
        facts.addAll(scan(revision, "dependencies"));
        return facts;
    }

    private void takeClean(Revision revision) {
        rig.take(proposed(revision), described(revision, null));
        rig.take(cleanScans(revision));
    }

    @Test
    void decidesOnceEverythingIsThere() {
        takeClean(REVISION);
        assertThat(rig.decided())
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.verdict()).isEqualTo(PASS);
                    assertThat(decision.sequence()).isEqualTo(1);
                    assertThat(decision.revision()).isEqualTo(REVISION);
                    assertThat(decision.decidedAt()).isEqualTo(NOW);
                });
    }

    @Test
    void followsFromTheEventThatCompletedIt() {
        takeClean(REVISION);
        rig.sweep();
        Event<Fact> last = Rig.event(NOW, scan(REVISION, "dependencies").getLast());
        assertThat(rig.sent.getFirst().causationId()).isEqualTo(last.id());
        assertThat(rig.sent.getFirst().correlationId()).isEqualTo(last.correlationId());
    }

    @Test
    void doesNotDependOnTheOrderOfFactsNorOnTheirNumber() {
        List<Fact> facts = new ArrayList<>();
        facts.add(proposed(REVISION));
        facts.add(described(REVISION, null));
        facts.addAll(scan(REVISION, "secrets"));
        facts.addAll(
                scan(
                        REVISION,
                        "dependencies",
                        vulnerability(Severity.LOW, NEW, "2"),
                        vulnerability(Severity.LOW, NEW, "3"),
                        vulnerability(Severity.HIGH, NEW, null)));
        Set<String> contents = new HashSet<>();
        for (int seed = 0; seed < 25; seed++) {
            var order = new ArrayList<>(facts);
            order.addAll(facts.subList(0, seed % facts.size()));
            Collections.shuffle(order, new Random(seed));
            var rig = new Rig();
            rig.take(order);
            ChangeDecided last = rig.decided().getLast();
            contents.add(last.verdict() + last.reason() + last.rules() + last.inputDigest());
            assertThat(rig.decided()).extracting(ChangeDecided::sequence).containsExactly(1L);
        }
        assertThat(contents).hasSize(1);
    }

    @Test
    void failsAtOnceAndThenNamesWhatElseIsFound() {
        rig.take(proposed(REVISION), described(REVISION, null));
        rig.take(scan(REVISION, "secrets", secret(NEW, 1)));
        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(FAIL);

        rig.take(scan(REVISION, "dependencies", vulnerability(Severity.LOW, NEW, null)));
        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(FAIL, FAIL);
        assertThat(rig.decided().getLast().newFindings()).hasSize(2);
    }

    @Test
    void decidesAtTheDeadlineAndNamesWhatIsMissing() {
        rig.take(proposed(REVISION), described(REVISION, null));
        rig.take(scan(REVISION, "secrets"));
        rig.clock.advance(Rig.DEADLINE.minusMillis(1));
        assertThat(rig.decided()).isEmpty();

        rig.clock.advance(Duration.ofMillis(1));
        assertThat(rig.decided())
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.verdict()).isEqualTo(INDETERMINATE);
                    assertThat(decision.reason())
                            .isEqualTo("scans-completed: scan dependencies has not ended");
                });
    }

    @Test
    void takesLateResultsIntoAccount() {
        rig.take(proposed(REVISION), described(REVISION, null));
        rig.clock.advance(Rig.DEADLINE);
        rig.sweep();
        rig.take(cleanScans(REVISION));
        assertThat(rig.decided())
                .extracting(ChangeDecided::verdict)
                .startsWith(INDETERMINATE)
                .endsWith(PASS);
    }

    @Test
    void decidesAtTheDeadlineWithoutADescription() {
        rig.take(proposed(REVISION));
        rig.clock.advance(Rig.DEADLINE);
        assertThat(rig.decided())
                .extracting(ChangeDecided::reason)
                .containsExactly("the change has not been described");
    }

    @Test
    void decidesAtTheDeadlineWithoutTheChange() {
        rig.take(described(REVISION, null));
        rig.take(cleanScans(REVISION));
        assertThat(rig.decided()).isEmpty();
        rig.clock.advance(Rig.DEADLINE);
        assertThat(rig.decided())
                .extracting(ChangeDecided::reason)
                .containsExactly("the event that announced the change has not arrived");
    }

    @Test
    void saysAtOnceWhyAChangeCouldNotBeDescribed() {
        rig.take(
                proposed(REVISION),
                failed(REVISION, ChangeDescribed.STEP, ScanFailure.UNREACHABLE));
        assertThat(rig.decided())
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.verdict()).isEqualTo(INDETERMINATE);
                    assertThat(decision.reason())
                            .isEqualTo(
                                    "the change could not be described (unreachable): it did not work");
                });
    }

    @Test
    void waitsForTheNewerRevisionWhenDescribingWasSuperseded() {
        rig.take(proposed(REVISION));
        rig.take(skipped(REVISION, ChangeDescribed.STEP, SkipReason.SUPERSEDED));
        assertThat(rig.decided()).isEmpty();
        rig.clock.advance(Rig.DEADLINE);
        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(INDETERMINATE);
    }

    @Test
    void ordersFailPassFail() {
        rig.take(described(REVISION, LABEL_POLICY));
        rig.take(cleanScans(REVISION));
        rig.take(proposed(REVISION, "hold"));
        rig.clock.advance(Duration.ofSeconds(1));
        rig.take(proposed(REVISION));
        rig.clock.advance(Duration.ofSeconds(1));
        rig.take(proposed(REVISION, "hold"));
        assertThat(rig.decided())
                .extracting(ChangeDecided::verdict)
                .containsExactly(FAIL, PASS, FAIL);
        assertThat(rig.decided()).extracting(ChangeDecided::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void keepsTheLaterFactsWhenAnEarlierOneComesAgain() {
        rig.take(described(REVISION, LABEL_POLICY));
        rig.take(cleanScans(REVISION));
        rig.takeAt(NOW.plusSeconds(1), proposed(REVISION, "hold"));
        rig.takeAt(NOW, proposed(REVISION));
        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(FAIL);
    }

    @Test
    void decidesOnlyTheNewerRevision() {
        rig.take(proposed(REVISION), described(REVISION, null));
        rig.clock.advance(Duration.ofSeconds(1));
        takeClean(NEWER);
        rig.take(cleanScans(REVISION));
        rig.clock.advance(Rig.DEADLINE);
        assertThat(rig.decided()).extracting(ChangeDecided::revision).containsExactly(NEWER);
    }

    @Test
    void isNotSupersededByALateDuplicate() {
        rig.take(proposed(REVISION));
        rig.clock.advance(Duration.ofSeconds(1));
        rig.take(proposed(NEWER));
        rig.takeAt(NOW, proposed(REVISION));
        rig.take(described(NEWER, null));
        rig.take(cleanScans(NEWER));
        assertThat(rig.decided()).extracting(ChangeDecided::revision).containsExactly(NEWER);
    }

    @Test
    void goesBackToAHeadThatIsPushedAgain() {
        takeClean(REVISION);
        rig.clock.advance(Duration.ofSeconds(1));
        rig.take(proposed(NEWER));
        rig.clock.advance(Duration.ofSeconds(1));
        rig.take(proposed(REVISION));
        takeClean(NEWER);
        assertThat(rig.decided()).extracting(ChangeDecided::revision).contains(REVISION);
    }

    @Test
    void neverUsesResultsOfAnotherRevision() {
        rig.take(cleanScans(revision(2, 'a')));
        rig.take(proposed(REVISION), described(REVISION, null));
        rig.take(cleanScans(NEWER));
        assertThat(rig.decided()).isEmpty();
    }

    @Test
    void decidesNothingAboutAClosedChange() {
        rig.take(proposed(REVISION), described(REVISION, null));
        rig.clock.advance(Duration.ofSeconds(1));
        rig.take(new ChangeClosed(REVISION.change(), REPOSITORY, true));
        rig.take(cleanScans(REVISION));
        rig.clock.advance(Rig.DEADLINE);
        assertThat(rig.decided()).isEmpty();
    }

    @Test
    void decidesAReopenedChangeFromWhatIsKnown() {
        rig.take(proposed(REVISION), described(REVISION, null));
        rig.clock.advance(Duration.ofSeconds(1));
        rig.take(new ChangeClosed(REVISION.change(), REPOSITORY, false));
        rig.take(cleanScans(REVISION));
        rig.clock.advance(Duration.ofSeconds(1));
        rig.take(proposed(REVISION));
        rig.takeAt(NOW.plusSeconds(1), new ChangeClosed(REVISION.change(), REPOSITORY, false));
        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(PASS);
    }

    @Test
    void decidesPushes() {
        var push = Facts.pushed();
        rig.take(push, described(push.revision(), null));
        rig.take(cleanScans(push.revision()));
        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(PASS);
    }

    @Test
    void namesTheProblemOfABrokenPolicy() {
        rig.take(proposed(REVISION), described(REVISION, LABEL_POLICY.replace("secrets", "5")));
        assertThat(rig.decided())
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.verdict()).isEqualTo(INDETERMINATE);
                    assertThat(decision.reason())
                            .contains(
                                    ".sluice/policy.yaml:11:15: require is a text; put 5 in quotes");
                });
    }

    @Test
    void takesTheLatestRunOfAScanner() {
        rig.take(proposed(REVISION), described(REVISION, null));
        rig.take(cleanScans(REVISION));
        rig.clock.advance(Duration.ofSeconds(1));
        rig.take(failed(REVISION, "secrets", ScanFailure.TIMEOUT));
        assertThat(rig.decided())
                .extracting(ChangeDecided::verdict)
                .containsExactly(PASS, INDETERMINATE);
    }

    @Test
    void refusesSampleAdvisoriesUnlessTheyAreAccepted() {
        var sample = List.of(new Gap(GapKind.SAMPLE_ADVISORIES, "12 advisories", 12));
        for (var setting : DecideConfig.AdvisoriesSample.values()) {
            var rig = new Rig(setting);
            rig.take(proposed(REVISION), described(REVISION, null));
            rig.take(scan(REVISION, "secrets"));
            rig.take(scan(REVISION, "dependencies", sample));
            assertThat(rig.decided())
                    .extracting(ChangeDecided::verdict)
                    .containsExactly(
                            switch (setting) {
                                case REFUSE -> INDETERMINATE;
                                case ACCEPT -> PASS;
                            });
        }
    }

    @Test
    void sendsTheSameEventAgainAfterACrash() {
        takeClean(REVISION);
        List<Event<ChangeDecided>> before = new ArrayList<>();
        assertThatThrownBy(() ->
                        rig.database.inTransaction(handle -> {
                            Decisions.lockUnpublished(handle).forEach(d -> before.add(d.event()));
                            throw new IllegalStateException("killed");
                        }))
                .hasMessage("killed");
        rig.sweep();
        assertThat(rig.sent).hasSize(1).isEqualTo(before);
    }

    @Test
    void goesOnWithTheFirstThatTheBrokerDidNotTake() {
        takeClean(REVISION);
        takeClean(revision(2, 'a'));
        var refused = new RetryableException("the broker is away", Duration.ZERO);
        assertThatThrownBy(() ->
                        rig.outbox.sendSome(event -> {
                            if (!rig.sent.isEmpty()) {
                                throw refused;
                            }
                            rig.sent.add(event);
                        }))
                .isSameAs(refused);
        assertThat(rig.decided())
                .extracting(d -> d.revision().change().value())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void sendsDecisionsOnOneRevisionInOrder() {
        rig.take(described(REVISION, LABEL_POLICY));
        rig.take(cleanScans(REVISION));
        for (int i = 0; i < 6; i++) {
            rig.takeAt(
                    NOW.plusSeconds(i),
                    i % 2 == 0 ? proposed(REVISION) : proposed(REVISION, "hold"));
        }
        assertThat(rig.decided())
                .extracting(ChangeDecided::sequence)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void sharesTheOutboxWithAnotherReplica() {
        takeClean(REVISION);
        rig.outbox.sendSome(event -> {
            rig.sent.add(event);
            var other = CompletableFuture.supplyAsync(() -> rig.outbox.sendSome(rig.sent::add));
            assertThat(other.join()).isFalse();
        });
        assertThat(rig.sent).hasSize(1);
    }

    @Test
    void givesOneSequenceWhenEverythingComesAtOnce() {
        List<Fact> facts = new ArrayList<>(cleanScans(REVISION));
        facts.add(proposed(REVISION));
        facts.add(described(REVISION, null));
        facts.addAll(List.copyOf(facts));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            facts.forEach(fact -> threads.submit(() -> rig.take(fact)));
        }
        assertThat(rig.decided()).extracting(ChangeDecided::sequence).containsExactly(1L);
    }

    @Test
    void looksAgainAtTheHourWhereARuleLooksAtTheClock() {
        String freeze = LABEL_POLICY.replace("\"'hold' in change.labels\"", "now.getHours() == 12");
        rig.take(proposed(REVISION), described(REVISION, freeze));
        rig.take(cleanScans(REVISION));
        for (int hour = 0; hour < 4; hour++) {
            rig.sweep();
            rig.clock.advance(Duration.ofHours(1));
        }
        assertThat(rig.decided())
                .extracting(ChangeDecided::verdict)
                .containsExactly(PASS, FAIL, PASS);
    }

    @Test
    void keepsTheInputsOfEachDecision() {
        takeClean(REVISION);
        String inputs =
                rig.database.inTransaction(handle ->
                        handle.createQuery("select inputs from decision")
                                .mapTo(String.class)
                                .one());
        assertThat(Stored.read(inputs, Inputs.class).digest())
                .isEqualTo(rig.decided().getFirst().inputDigest());
    }
}
