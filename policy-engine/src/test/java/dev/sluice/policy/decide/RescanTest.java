package dev.sluice.policy.decide;

import static dev.sluice.events.BaselineState.NEW;
import static dev.sluice.events.Verdict.FAIL;
import static dev.sluice.events.Verdict.INDETERMINATE;
import static dev.sluice.events.Verdict.PASS;
import static dev.sluice.policy.Facts.NOW;
import static dev.sluice.policy.Facts.REPOSITORY;
import static dev.sluice.policy.Facts.REVISION;
import static dev.sluice.policy.Facts.described;
import static dev.sluice.policy.Facts.proposed;
import static dev.sluice.policy.Facts.revision;
import static dev.sluice.policy.Facts.scan;
import static dev.sluice.policy.Facts.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Finding;
import dev.sluice.events.RequestReason;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody asks for a revision to be scanned and decided again. */
class RescanTest {

    private static final Revision NEWER = revision(1, 'e');

    private final Rig rig = new Rig();

    @Test
    void theOldDecisionStandsUntilTheNewScansHaveEndedAndThenThereIsAlwaysANewOne() {
        scanned(REVISION);
        Event<Fact> request = request(1);

        rig.desk.take(request);
        rig.take(described(REVISION, null));
        assertThat(rig.decided()).extracting(ChangeDecided::sequence).containsExactly(1L);

        answers(request).forEach(rig.desk::take);
        assertThat(rig.decided()).extracting(ChangeDecided::sequence).containsExactly(1L, 2L);
        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(PASS, PASS);
        assertThat(rig.sent.getLast().correlationId()).isEqualTo(request.correlationId());
    }

    @Test
    void whatTheNewScansFindDecides() {
        scanned(REVISION);
        Event<Fact> request = request(1);
        rig.desk.take(request);
        answers(request, secret(NEW, 1)).forEach(rig.desk::take);
        assertThat(rig.decided())
                .extracting(ChangeDecided::verdict)
                .startsWith(PASS)
                .endsWith(FAIL);

        Event<Fact> second = request(2);
        rig.desk.take(second);
        answers(second).forEach(rig.desk::take);
        assertThat(rig.decided()).extracting(ChangeDecided::verdict).endsWith(FAIL, PASS);
    }

    @Test
    void scansThatDoNotEndAreMissingAtTheDeadlineWhateverWasKnownBefore() {
        scanned(REVISION);
        rig.clock.advance(Rig.DEADLINE);
        rig.sweep();
        rig.desk.take(request(600));
        rig.clock.advance(Rig.DEADLINE.minusMillis(1));
        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(PASS);

        rig.clock.advance(Duration.ofMillis(1));

        assertThat(rig.decided())
                .extracting(ChangeDecided::verdict)
                .containsExactly(PASS, INDETERMINATE);
    }

    @Test
    void theSameRequestIsAnsweredOnce() {
        scanned(REVISION);
        Event<Fact> request = request(1);
        rig.desk.take(request);
        rig.desk.take(request);
        answers(request).forEach(rig.desk::take);
        rig.desk.take(request);
        answers(request).forEach(rig.desk::take);
        rig.clock.advance(Rig.DEADLINE);

        assertThat(rig.decided()).extracting(ChangeDecided::sequence).containsExactly(1L, 2L);
    }

    @Test
    void twoRequestsInTheSameSecondAreEachTakenOnceHoweverOftenTheyCome() {
        scanned(REVISION);
        Event<Fact> first = request(1, 1);
        Event<Fact> second = request(1, 2);
        for (int i = 0; i < 2; i++) {
            rig.desk.take(first);
            rig.desk.take(second);
            answers(first).forEach(rig.desk::take);
            answers(second).forEach(rig.desk::take);
        }
        rig.clock.advance(Rig.DEADLINE);

        assertThat(rig.decided()).extracting(ChangeDecided::sequence).containsExactly(1L, 2L);
    }

    @Test
    void anOlderRequestDoesNotReplaceANewerOne() {
        scanned(REVISION);
        Event<Fact> newer = request(2);
        Event<Fact> older = request(1);
        rig.desk.take(newer);
        rig.desk.take(older);
        answers(older, secret(NEW, 1)).forEach(rig.desk::take);
        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(PASS);

        answers(newer).forEach(rig.desk::take);

        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(PASS, PASS);
    }

    @Test
    void scansThatEndBeforeTheirRequestIsHeardOfAnswerIt() {
        scanned(REVISION);
        Event<Fact> request = request(1);
        answers(request).forEach(rig.desk::take);
        assertThat(rig.decided()).hasSize(1);

        rig.desk.take(request);

        assertThat(rig.decided()).extracting(ChangeDecided::sequence).containsExactly(1L, 2L);
    }

    @Test
    void lateResultsOfTheScanBeforeSayNothing() {
        rig.take(proposed(REVISION), described(REVISION, null));
        Event<Fact> request = request(1);
        rig.desk.take(request);
        rig.clock.advance(Duration.ofSeconds(2));
        rig.take(scan(REVISION, "secrets", secret(NEW, 1)));
        assertThat(rig.decided()).isEmpty();

        answers(request).forEach(rig.desk::take);

        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(PASS);
    }

    @Test
    void neitherOrderNorRepetitionMatters() {
        Event<Fact> request = request(1);
        List<Event<? extends Fact>> events = new ArrayList<>(answers(request, secret(NEW, 1)));
        events.add(Rig.event(NOW, described(REVISION, null)));
        scan(REVISION, "secrets").forEach(fact -> events.add(Rig.event(NOW, fact)));
        scan(REVISION, "dependencies").forEach(fact -> events.add(Rig.event(NOW, fact)));
        for (int seed = 0; seed < 25; seed++) {
            var random = new Random(seed);
            var order = new ArrayList<>(events);
            order.addAll(events.subList(0, seed % events.size()));
            Collections.shuffle(order, random);
            int asked = random.nextInt(order.size());
            order.add(asked, request); // changes and requests keep their order
            order.add(random.nextInt(asked + 1), Rig.event(NOW, proposed(REVISION)));
            var rig = new Rig();
            order.forEach(rig.desk::take);
            rig.sweep();
            rig.clock.advance(Rig.DEADLINE);

            assertThat(rig.decided().getLast().verdict()).as("seed %d", seed).isEqualTo(FAIL);
            assertThat(rig.decided().getLast().newFindings()).as("seed %d", seed).hasSize(1);
        }
    }

    @Test
    void aRevisionThatIsOverIsNotDecidedAgain() {
        scanned(REVISION);
        rig.clock.advance(Duration.ofSeconds(1));
        rig.take(proposed(NEWER));
        Event<Fact> superseded = request(2);
        rig.desk.take(superseded);
        answers(superseded).forEach(rig.desk::take);
        rig.take(described(NEWER, null));
        rig.take(scan(NEWER, "secrets"));
        rig.take(scan(NEWER, "dependencies"));
        rig.clock.advance(Duration.ofSeconds(5));
        rig.take(new ChangeClosed(REVISION.change(), REPOSITORY, true));
        rig.desk.take(Rig.event(NOW.plusSeconds(9), asking(NEWER, 1)));
        rig.clock.advance(Rig.DEADLINE);

        assertThat(rig.decided())
                .extracting(ChangeDecided::revision)
                .containsExactly(REVISION, NEWER);
    }

    @Test
    void aRevisionThatNobodyHeardOfIsNotDecided() {
        rig.desk.take(request(1));
        rig.clock.advance(Rig.DEADLINE);

        assertThat(rig.decided()).isEmpty();
    }

    @Test
    void aChangeThatIsScannedAnewByItselfIsDecidedByThoseScansToo() {
        scanned(REVISION);
        Event<Fact> request = request(1);
        rig.desk.take(request);
        answers(request).forEach(rig.desk::take);
        rig.clock.advance(Duration.ofSeconds(10));
        Event<Fact> reopened = Rig.event(rig.clock.instant(), proposed(REVISION));
        rig.desk.take(reopened);
        rig.clock.advance(Duration.ofSeconds(1));

        answers(reopened, secret(NEW, 1)).forEach(rig.desk::take);

        assertThat(rig.decided()).extracting(ChangeDecided::verdict).endsWith(FAIL);
    }

    private void scanned(Revision revision) {
        rig.take(proposed(revision), described(revision, null));
        rig.take(scan(revision, "secrets"));
        rig.take(scan(revision, "dependencies"));
        assertThat(rig.decided()).extracting(ChangeDecided::verdict).containsExactly(PASS);
    }

    private static Event<Fact> request(long seconds) {
        return request(seconds, 1);
    }

    private static Event<Fact> request(long seconds, long by) {
        return Rig.event(NOW.plusSeconds(seconds), asking(REVISION, by));
    }

    private static ScanRequested asking(Revision revision, long by) {
        return new ScanRequested(
                revision,
                REPOSITORY,
                1L,
                null,
                Trust.TRUSTED,
                new Account(by, "dev" + by),
                RequestReason.RERUN_CHECK);
    }

    /** What a worker finds out because of an event: a description, then each scanner's result. */
    private static List<Event<? extends Fact>> answers(Event<Fact> asked, Finding... secrets) {
        List<Fact> facts = new ArrayList<>();
        facts.add(described(REVISION, null));
        scan(REVISION, "secrets", secrets).forEach(fact -> facts.add(ofRun(asked.id(), fact)));
        scan(REVISION, "dependencies").forEach(fact -> facts.add(ofRun(asked.id(), fact)));
        List<Event<? extends Fact>> events = new ArrayList<>();
        for (Fact fact : facts) {
            var event = Rig.event(asked.time().plusSeconds(1), fact);
            events.add(asked.then(event.id(), event.source(), event.time(), fact));
        }
        return events;
    }

    /** The same result under the id that another request gives it. */
    private static ScanFact ofRun(UUID asked, ScanFact fact) {
        UUID id = DeterministicId.of("scan", fact.scan().toString(), asked.toString());
        return switch (fact) {
            case ScanReported part ->
                    new ScanReported(
                            id,
                            part.scanner(),
                            part.revision(),
                            part.repository(),
                            part.part(),
                            part.parts(),
                            part.findings());
            case ScanCompleted end ->
                    new ScanCompleted(
                            id,
                            end.scanner(),
                            end.revision(),
                            end.repository(),
                            end.tool(),
                            end.parts(),
                            end.findings(),
                            end.digest(),
                            end.coverage(),
                            end.advisories(),
                            end.dependencies(),
                            end.durationMillis());
            case ScanFailed _, ScanSkipped _ -> throw new IllegalArgumentException("not used here");
        };
    }
}
