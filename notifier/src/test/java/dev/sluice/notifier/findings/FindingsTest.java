package dev.sluice.notifier.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Fact;
import dev.sluice.events.Finding;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanReported;
import dev.sluice.events.Severity;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.TestPostgres;
import dev.sluice.notifier.database.PublicationDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Finding FIRST = Facts.finding(1, Severity.CRITICAL);
    private static final Finding SECOND = Facts.finding(2, Severity.LOW);
    private static final Finding THIRD = Facts.finding(3, Severity.HIGH);

    private final PublicationDatabase database = TestPostgres.empty();
    private final Findings findings = new Findings(database);
    private final Revision revision = Facts.proposal(1, "a1", "main");
    private Instant time = Facts.NOON;

    @Test
    void putsThePartsOfAScanTogetherInTheirOrder() {
        hear(Facts.reported(revision, "one", 2, 2, List.of(THIRD)));
        hear(Facts.reported(revision, "one", 1, 2, List.of(FIRST, SECOND)));
        hear(Facts.completed(revision, "one", 2, List.of(FIRST, SECOND, THIRD)));

        assertThat(found()).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void tellsNothingBeforeTheEnd() {
        hear(Facts.reported(revision, "one", 1, 1, List.of(FIRST)));

        assertThat(found()).isEmpty();
    }

    @Test
    void tellsNothingOfAResultThatIsNotWhole() {
        hear(Facts.reported(revision, "one", 1, 2, List.of(FIRST)));
        hear(Facts.completed(revision, "one", 2, List.of(FIRST, SECOND)));
        assertThat(found()).isEmpty();

        hear(Facts.reported(revision, "one", 2, 2, List.of(SECOND)));
        assertThat(found()).containsExactly(FIRST, SECOND);
    }

    @Test
    void forgetsWhatAnEarlierScanFound() {
        hear(Facts.reported(revision, "one", 1, 1, List.of(FIRST)));
        hear(Facts.completed(revision, "one", 1, List.of(FIRST)));

        hear(Facts.completed(revision, "two", 0, List.of()));

        assertThat(found()).isEmpty();
    }

    @Test
    void keepsTheLatestScanWhenAnEarlierOneIsToldLate() {
        Instant before = time;
        hear(Facts.reported(revision, "two", 1, 1, List.of(SECOND)));
        hear(Facts.completed(revision, "two", 1, List.of(SECOND)));
        time = before.minusSeconds(10);
        hear(Facts.reported(revision, "one", 1, 1, List.of(FIRST)));
        hear(Facts.completed(revision, "one", 1, List.of(FIRST)));

        assertThat(found()).containsExactly(SECOND);
    }

    @Test
    void hearsEverythingTwiceWithoutAChange() {
        for (int i = 0; i < 2; i++) {
            time = Facts.NOON;
            hear(Facts.reported(revision, "one", 1, 1, List.of(FIRST)));
            hear(Facts.completed(revision, "one", 1, List.of(FIRST)));
        }

        assertThat(found()).containsExactly(FIRST);
    }

    @Test
    void keepsRevisionsApart() {
        hear(Facts.reported(revision, "one", 1, 1, List.of(FIRST)));
        hear(Facts.completed(revision, "one", 1, List.of(FIRST)));

        Revision other = Facts.proposal(1, "b2", "main");
        assertThat(database.<List<Finding>>inTransaction(h -> Findings.of(h, other.id())))
                .isEmpty();
    }

    private List<Finding> found() {
        return database.inTransaction(handle -> Findings.of(handle, revision.id()));
    }

    private void hear(Fact fact) {
        time = time.plus(Duration.ofSeconds(1));
        switch (fact) {
            case ScanReported reported -> findings.reported(Facts.event(reported, time), reported);
            case ScanCompleted completed ->
                    findings.completed(Facts.event(completed, time), completed);
            default -> throw new IllegalArgumentException(fact.toString());
        }
    }
}
