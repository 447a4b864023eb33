package dev.sluice.scanners.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.Service;
import dev.sluice.events.SkipReason;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.events.wire.RetryableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 1, "ada", "example");
    private static final Revision REVISION =
            Revision.of(ChangeId.proposed(REPOSITORY, 3), "a".repeat(40), "main");
    private static final Event<?> ASKED =
            new Event<>(
                    new UUID(1, 1),
                    Service.INGEST,
                    Instant.EPOCH,
                    new UUID(2, 1),
                    null,
                    null,
                    skipped("asked", "any fact will do"));

    private final List<Event<?>> sent = new ArrayList<>();
    private final Results results = new Results(ASKED, this::checkAndKeep, clock());

    @Test
    void sendsWhatFits() {
        results.send(skipped("words", "nothing for it"));

        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().fact()).isEqualTo(skipped("words", "nothing for it"));
    }

    @Test
    void endsAScanAsFailedThatNoEventCanHold() {
        results.send(skipped("words", "x".repeat(10_000)));
        results.send(skipped("words", "a later part of the same scan"));
        results.send(skipped("others", "nothing for it"));

        assertThat(sent).hasSize(2);
        var failed = (ScanFailed) sent.get(0).fact();
        assertThat(failed.scanner()).isEqualTo("words");
        assertThat(failed.reason()).isEqualTo(ScanFailure.INTERNAL);
        assertThat(sent.get(1).fact()).isEqualTo(skipped("others", "nothing for it"));
    }

    @Test
    void leavesABrokerThatIsAwayToBeTriedAgain() {
        var results =
                new Results(
                        ASKED,
                        _ -> {
                            throw new RetryableException("the broker is away", Duration.ZERO);
                        },
                        clock());

        assertThatThrownBy(() -> results.send(skipped("words", "nothing for it")))
                .isInstanceOf(RetryableException.class);
    }

    private void checkAndKeep(Event<?> event) {
        EventWriter.record(event);
        sent.add(event);
    }

    private static ScanSkipped skipped(String scanner, String message) {
        return new ScanSkipped(
                new UUID(3, scanner.hashCode()),
                scanner,
                REVISION,
                REPOSITORY,
                SkipReason.NOT_APPLICABLE,
                message);
    }

    private static Clock clock() {
        return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    }
}
