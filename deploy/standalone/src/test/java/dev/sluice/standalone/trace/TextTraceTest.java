package dev.sluice.standalone.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Verdict;
import dev.sluice.standalone.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTraceTest {

    @Test
    void printsEveryStepInOrderWithTheGapsAndTheEnd() {
        assertThat(
                        text(
                                Way.trace(
                                        Way.step(2, 1_400, Way.published(1, "success")),
                                        Way.step(1, 1_300, Way.decided(1, Verdict.PASS)),
                                        Way.step(0, 12, Way.proposed()),
                                        Way.accepted(0))))
                .isEqualTo(
                        """
                        correlation id %s
                        2026-11-21 UTC
                          12:00:00.000               delivery.accepted      pull_request, delivery a-1
                          12:00:00.012       +12 ms  change.proposed        #3 by ada, head aaaaaaaa, trusted
                          12:00:01.300      +1.29 s  change.decided         PASS, policy evaluated
                          12:00:01.400      +100 ms  publication.delivered  sluice/main = success
                        end of github/7/pull/3: decided pass, published as success (1.40 s)
                        """
                                .formatted(Way.ID));
    }

    @Test
    void withinAMillisecondTheOrderOfTheLineHolds() {
        assertThat(
                        text(Way.trace(
                                        Way.step(0, 0, Way.decided(1, Verdict.PASS)),
                                        Way.step(0, 0, Way.proposed()),
                                        Way.accepted(0)))
                                .lines()
                                .filter(line -> line.startsWith("  ")))
                .extracting(line -> line.strip().split(" +")[line.contains("+") ? 3 : 1])
                .containsExactly("delivery.accepted", "change.proposed", "change.decided");
    }

    @Test
    void marksWhatWasSaidAgain() {
        assertThat(text(Way.trace(Way.step(0, 0, Way.proposed()), Way.step(1, 5, Way.proposed()))))
                .containsOnlyOnce("(again)");
    }

    @Test
    void saysWhereToLookWhenThereIsNoEvent() {
        assertThat(text(Way.trace(Way.accepted(0))))
                .contains("no event yet", "sluice deliveries show " + Way.ID);
    }

    @Test
    void namesEveryDay() {
        assertThat(
                        text(
                                Way.trace(
                                        Way.accepted(0),
                                        Way.step(
                                                0,
                                                Duration.ofHours(30).toMillis(),
                                                Way.proposed()))))
                .contains("2026-11-21 UTC", "2026-11-22 UTC", "+30 h 0 min", "still open");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1.00 s", "59990, 59.99 s", "61000, 1 min 1 s"})
    void writesGapsAsPeopleReadThem(long millis, String text) {
        assertThat(Gap.between(Way.NOON, Way.NOON.plusMillis(millis))).isEqualTo(text);
    }

    private static String text(Trace trace) {
        var out = new StringWriter();
        new TextTrace(trace, new Terminal(new PrintWriter(out), false)).print();
        return out.toString();
    }
}
