package dev.sluice.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestReportTest {

    private static final IngestBenchOptions OPTIONS =
            new IngestBenchOptions(1, Duration.ofSeconds(1), 1, 1);

    private final StringWriter out = new StringWriter();
    private final IngestReport report = new IngestReport(new Terminal(new PrintWriter(out), false));

    @Test
    void theAcceptPathIsComparedWithTheBestOfTheRawProducersOfItsRound() {
        report.round(round(900, 950));

        report.summary(OPTIONS);

        assertThat(line("accepted against")).endsWith("pass").contains("0.90 (0.90 to 0.90)");
        assertThat(line("with 1 % bad")).endsWith("pass").contains("1.06");
        assertThat(line("against the best raw producer that")).endsWith(": 1.80");
    }

    @Test
    void whatIsNotEnoughIsShort() {
        report.round(round(890, 800));

        report.summary(OPTIONS);

        assertThat(line("accepted against")).endsWith("short").contains("0.89");
        assertThat(line("with 1 % bad")).endsWith("short").contains("0.90");
    }

    @Test
    void aHeapThatGrowsIsShort() {
        report.round(round(900, 950));
        report.heap(List.of(50_000_000L, 50_000_000L, 54_000_000L, 58_000_001L));

        report.summary(OPTIONS);

        assertThat(line("heap after")).endsWith("short");
    }

    @Test
    void pacedDeliveriesMayTakeTenMillisecondsAtTheNinetyNinthPercentile() {
        report.round(round(900, 950));
        report.paced(450, Duration.ofSeconds(1), result(450, Duration.ofMillis(10)));

        report.summary(OPTIONS);

        assertThat(line("p99 at half")).contains("10.0 ms").endsWith("pass");
    }

    @Test
    void aPaceThatWasNotKeptHasNoPercentile() {
        report.round(round(900, 950));
        report.paced(450, Duration.ofSeconds(2), result(450, Duration.ofMillis(1)));

        report.summary(OPTIONS);

        assertThat(line("p99 at half")).endsWith("short");
    }

    private static IngestReport.Round round(int accepted, int mixed) {
        return new IngestReport.Round(
                List.of(500.0, 1000.0, 800.0, 700.0),
                List.of(500.0, 400.0, 450.0, 400.0),
                Collections.nCopies(4, result(accepted, Duration.ZERO)),
                result(mixed, Duration.ZERO));
    }

    private static LoadResult result(int perSecond, Duration p99) {
        return new LoadResult(
                perSecond, Duration.ofSeconds(1), Duration.ZERO, p99, p99, Map.of(202, 1L));
    }

    private String line(String start) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .strip();
    }
}
