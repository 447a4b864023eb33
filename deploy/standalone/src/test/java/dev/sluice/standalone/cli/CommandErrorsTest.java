package dev.sluice.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandErrorsTest {

    private final StringWriter err = new StringWriter();

    @Command(name = "broken")
    private record Broken(Exception exception) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw exception;
        }
    }

    @Test
    void showsARefusalAsItIs() {
        assertThat(run(Refusal.usage("this is wrong; do that"), false)).isEqualTo(64);
        assertThat(err).hasToString("sluice: this is wrong; do that\n");
    }

    @Test
    void hidesWhereAnErrorHappened() {
        assertThat(run(new IllegalStateException("odd\nsecond line"), false)).isEqualTo(70);
        assertThat(err)
                .hasToString(
                        "sluice: internal error: IllegalStateException: odd\n"
                                + "Set SLUICE_DEBUG=1 to see where.\n");
    }

    @Test
    void showsWhereAnErrorHappenedToThoseWhoAsk() {
        assertThat(run(new IllegalStateException("odd"), true)).isEqualTo(70);
        assertThat(err.toString()).contains("\tat ");
    }

    @Test
    void givesEachVerdictItsOwnCode() {
        assertThat(ExitCodes.of(Verdict.PASS)).isZero();
        assertThat(ExitCodes.of(Verdict.FAIL)).isEqualTo(1);
        assertThat(ExitCodes.of(Verdict.INDETERMINATE)).isEqualTo(2);
        assertThat(ExitCodes.of(Verdict.UNKNOWN)).isEqualTo(2);
    }

    @Test
    void keepsForeignTextFromSteeringTheTerminal() {
        assertThat(Terminal.clean("a\u001b[31mb\nc\u202ed\u00e4")).isEqualTo("a?[31mb?c?d\u00e4");
    }

    @Test
    void coloursOnlyWhereAskedTo() {
        var out = new PrintWriter(new StringWriter());

        assertThat(new Terminal(out, false).red("x")).isEqualTo("x");
        assertThat(new Terminal(out, true).red("x")).isEqualTo("\u001b[31mx\u001b[0m");
    }

    private int run(Exception exception, boolean debug) {
        var errors = new CommandErrors(debug);
        return new CommandLine(new Broken(exception))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .execute();
    }
}
