package dev.sluice.standalone.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.standalone.cli.CommandErrors;
import dev.sluice.standalone.cli.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {

    private static final String ID = "1f0c3a52-6c0e-4d1c-9c55-0b7a0c7d2f11";
    private static final String SINCE = "2026-11-21T10:00:00Z";

    private record Outcome(int exitCode, String out, String err) {}

    @TempDir private Path data;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void saysHowFarItIsAndHowItEnded() {
        answers.add(run("running", 0, 0));
        answers.add(run("running", 5, 0));
        answers.add(run("done", 9, 2));

        Outcome outcome = execute("--since", SINCE, "--repository", "github/7");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .isEqualTo(
                        """
                        0 of 9 records read
                        5 of 9 records read
                        translated 2 deliveries into 3 events; ignored 4, failed 0, of other repositories 1
                        """);
        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/deliveries/replays?dry-run=false&repository=github%2F7&since="
                                + "2026-11-21T10%3A00%3A00Z",
                        "GET /api/v1/deliveries/replays/" + ID,
                        "GET /api/v1/deliveries/replays/" + ID);
    }

    @Test
    void saysThatADryRunOnlyWould() {
        answers.add(run("done", 9, 2));

        assertThat(execute("--since", SINCE, "--dry-run").out())
                .startsWith("would translate 2 deliveries into 3 events");
        assertThat(asked.getFirst()).contains("dry-run=true");
    }

    @Test
    void saysThatItEndedEarly() {
        answers.add(run("interrupted", 5, 2));

        Outcome outcome = execute("--since", SINCE);

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.INTERNAL);
        assertThat(outcome.err())
                .contains("it ended early, interrupted after 5 of 9 records read; start it again");
    }

    @Test
    void wantsToKnowSinceWhen() {
        assertThat(execute().exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(execute("--since", "yesterday").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(asked).isEmpty();
    }

    private static String run(String status, int read, int translated) {
        return """
        {"id": "%s", "status": "%s", "counts": {"total": 9, "read": %d, "translated": %d,
         "events": 3, "ignored": 4, "failed": 0, "skipped": 1}}\
        """
                .formatted(ID, status, read, translated);
    }

    private Outcome execute(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of("deliveries"));
        all.addAll(List.of(arguments));
        all.addAll(
                List.of(
                        "--server",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "--data",
                        data.toString()));
        var errors = new CommandErrors(false);
        int exitCode =
                new CommandLine(new ReplayCommand())
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .setParameterExceptionHandler(errors)
                        .setExecutionExceptionHandler(errors)
                        .execute(all.toArray(String[]::new));
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] answer = (answers.isEmpty() ? "{}" : answers.removeFirst()).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
