package dev.sluice.standalone.deadletters;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DeadLettersCommandTest {

    private static final String ID = "1f0c3a52-6c0e-5d1c-9c55-0b7a0c7d2f11";
    private static final String OTHER = "2f0c3a52-6c0e-5d1c-9c55-0b7a0c7d2f11";

    private record Outcome(int exitCode, String out, String err) {}

    @TempDir private Path data;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private int status = 200;
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
    void listsWhatFailedWhereAndWhy() {
        answers.add("{\"deadLetters\": [" + letter(ID, "it was broken") + "]}");

        Outcome outcome = run("list", "--service", "policy-engine", "--limit", "7");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .isEqualTo(
                        """
                        1f0c3a52-6c0e-5d1c-9c55-0b7a0c7d2f11  2026-11-21T12:00:00Z  sluice.scans/3/42  policy-engine, 2 attempts since 2026-11-21T11:00:00Z
                            open: it was broken (x.Y)
                        """);
        assertThat(asked)
                .containsExactly(
                        "GET /api/v1/dead-letters?limit=8&service=policy-engine&status=open");
    }

    @Test
    void asksForAsManyPagesAsItTakesAndSaysThatThereIsMore() {
        answers.add("{\"deadLetters\": [" + letter(ID, "a") + "], \"next\": \"" + ID + "\"}");
        answers.add("{\"deadLetters\": [" + letter(OTHER, "b") + "]}");

        Outcome outcome = run("list", "--limit", "1");

        assertThat(outcome.out()).contains(ID, "there are more").doesNotContain(OTHER);
        assertThat(asked.getLast()).contains("cursor=" + ID);
    }

    @Test
    void showsNothingThatSteersATerminal() {
        answers.add("{\"deadLetters\": [" + letter(ID, "\\u001b[2J\\nopen: all is well") + "]}");

        assertThat(run("list").out()).contains("?[2J?open: all is well").doesNotContain("\u001b");
    }

    @Test
    void showsEveryFailure() {
        answers.add(
                """
                {"deadLetter": %s,
                 "failures": [{"at": "2026-11-21T12:00:00Z", "errorClass": "x.Y", "reason": "again"},
                              {"at": "2026-11-21T11:00:00Z", "errorClass": "x.Y", "reason": "once"}]}
                """
                        .formatted(letter(ID, "again")));

        Outcome outcome = run("show", ID);

        assertThat(outcome.out())
                .contains("record          sluice.scans/3/42")
                .contains("first failure   2026-11-21T11:00:00Z")
                .contains("2026-11-21T12:00:00Z  x.Y: again")
                .contains("2026-11-21T11:00:00Z  x.Y: once");
        assertThat(asked).containsExactly("GET /api/v1/dead-letters/" + ID);
    }

    @Test
    void saysThatThereIsNoSuchLetter() {
        status = 404;
        answers.add("{\"detail\": \"There is no such dead letter.\"}");

        Outcome outcome = run("show", "a/b");

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err())
                .contains("there is no dead letter a/b; 'sluice dead-letters list");
        assertThat(asked).containsExactly("GET /api/v1/dead-letters/a%2Fb");
    }

    @Test
    void replaysTheLettersThatAreNamed() {
        answers.add(letter(ID, "once"));
        answers.add(letter(OTHER, "once"));

        Outcome outcome = run("replay", ID, OTHER);

        assertThat(outcome.out())
                .startsWith("policy-engine reads sluice.scans/3/42 again, asked for by ada at ");
        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/dead-letters/" + ID + "/replay",
                        "POST /api/v1/dead-letters/" + OTHER + "/replay");
    }

    @Test
    void replaysAllThatAreOpen() {
        answers.add("{\"deadLetters\": [" + letter(ID, "a") + "]}");
        answers.add(letter(ID, "a"));

        Outcome outcome = run("replay", "--all", "--topic", "sluice.scans");

        assertThat(outcome.exitCode()).isZero();
        assertThat(asked)
                .containsExactly(
                        "GET /api/v1/dead-letters?limit=200&status=open&topic=sluice.scans",
                        "POST /api/v1/dead-letters/" + ID + "/replay");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replay",
                "replay x --all",
                "replay x --service notifier",
                "replay --topic sluice.scans",
                "drop x",
                "drop --reason y",
                "drop x --reason ''",
                "list --limit 0",
                "list --limit 10001",
                "show"
            })
    void asksNothingWhereItIsNotClearWhatIsMeant(String line) {
        Outcome outcome = run(line.replace("''", " ").split(" "));

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err()).isNotBlank();
        assertThat(asked).isEmpty();
    }

    @Test
    void dropsForAReason() {
        answers.add(
                letter(ID, "a").replace("\"status\"", "\"statusReason\": \"gone\", \"status\""));

        Outcome outcome = run("drop", ID, "--reason", "gone");

        assertThat(outcome.out()).isEqualTo("sluice.scans/3/42 is dropped: gone\n");
        assertThat(asked)
                .containsExactly("POST /api/v1/dead-letters/" + ID + "/drop {\"reason\":\"gone\"}");
    }

    @Test
    void saysWhatTheOtherSideSays() {
        status = 409;
        answers.add("{\"detail\": \"The letter was dropped by ada.\"}");

        Outcome outcome = run("replay", ID);

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err()).contains("refuses: The letter was dropped by ada.");
    }

    private static String letter(String id, String reason) {
        return """
        {"id": "%s", "service": "policy-engine", "topic": "sluice.scans", "partition": 3,
         "offset": 42, "offsets": [42], "attempts": 2, "reason": "%s", "errorClass": "x.Y",
         "status": "open",
         "statusBy": "ada", "statusSince": "2026-11-21T12:30:00Z",
         "firstFailure": "2026-11-21T11:00:00Z", "lastFailure": "2026-11-21T12:00:00Z"}\
        """
                .formatted(id, reason);
    }

    private Outcome run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of(
                        "--server",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "--data",
                        data.toString()));
        var errors = new CommandErrors(false);
        int exitCode =
                new CommandLine(new DeadLettersCommand())
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .setParameterExceptionHandler(errors)
                        .setExecutionExceptionHandler(errors)
                        .execute(all.toArray(String[]::new));
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            asked.add(
                    exchange.getRequestMethod()
                            + " "
                            + exchange.getRequestURI()
                            + (body.isEmpty() ? "" : " " + body));
            byte[] answer = (answers.isEmpty() ? "{}" : answers.removeFirst()).getBytes(UTF_8);
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            status == 200 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
