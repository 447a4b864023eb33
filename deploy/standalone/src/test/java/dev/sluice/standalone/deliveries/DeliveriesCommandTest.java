package dev.sluice.standalone.deliveries;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeliveriesCommandTest {

    private static final String ID = "1f0c3a52-6c0e-5d1c-9c55-0b7a0c7d2f11";

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
    void listsDeliveriesAsATable() {
        answers.add(
                page(
                        entry("b-2", "dead-lettered", "\"reason\": \"head is missing\","),
                        entry(
                                "a-1",
                                "translated",
                                "\"events\": [{\"type\": \"change.proposed\"}],")));

        Outcome outcome = run("list");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .isEqualTo(
                        """
                        ACCEPTED (UTC)           FATE           EVENT         REPOSITORY  DELIVERY  WHAT
                        2026-11-21 12:00:00.123  dead-lettered  pull_request  acme/shop   b-2       head is missing
                        2026-11-21 12:00:00.123  translated     pull_request  acme/shop   a-1       change.proposed
                        """);
    }

    @Test
    void asksForWhatTheOptionsSay() {
        answers.add("{\"deliveries\": []}");

        Outcome outcome =
                run(
                        "list",
                        "--repository",
                        "acme/shop",
                        "--event",
                        "push",
                        "--fate",
                        "ignored",
                        "--since",
                        "2026-11-21T10:00:00Z",
                        "--limit",
                        "7");

        assertThat(outcome.out()).isEqualTo("no deliveries\n");
        assertThat(asked)
                .containsExactly(
                        "/api/v1/deliveries?event=push&fate=ignored&limit=7"
                                + "&repository=acme%2Fshop&since=2026-11-21T10%3A00%3A00Z");
    }

    @Test
    void turnsPagesUntilThereAreEnough() {
        answers.add("{\"deliveries\": [" + entry("a", "ignored", "") + "], \"next\": \"c1\"}");
        answers.add("{\"deliveries\": [" + entry("b", "ignored", "") + "], \"next\": \"c2\"}");

        Outcome outcome = run("list", "--limit", "2");

        assertThat(asked)
                .containsExactly(
                        "/api/v1/deliveries?limit=2", "/api/v1/deliveries?cursor=c1&limit=1");
        assertThat(outcome.out()).contains("  a  ", "  b  ", "there are more");
    }

    @Test
    void listsForPrograms() {
        answers.add(page(entry("a-1", "ignored", "")));

        assertThat(run("list", "--format", "json").out())
                .contains("\"deliveries\" : [", "\"fate\" : \"ignored\"");
    }

    @Test
    void showsADeliveryWithItsHistory() {
        answers.add(
                """
                {"acceptances": [{"delivery": %s, "fates": [
                  {"fate": "dead-lettered", "reason": "head is missing", "events": [],
                   "enteredAt": "2026-11-21T12:00:01Z", "topic": "sluice.deliveries", "partition": 2, "offset": 4},
                  {"fate": "translated", "enteredAt": "2026-11-21T13:00:01Z", "topic": "sluice.replays", "partition": 2, "offset": 9,
                   "events": [{"type": "change.proposed", "subject": "github/7/pull/3", "id": "e-1"}]}]}]}
                """
                        .formatted(entry("a-1", "translated", "")));

        Outcome outcome = run("show", "a-1");

        assertThat(asked).containsExactly("/api/v1/deliveries/a-1");
        assertThat(outcome.out())
                .contains("delivery        a-1\n", "correlation id  " + ID)
                .contains(
                        "12:00:01.000  dead-lettered  head is missing  (sluice.deliveries, partition 2, offset 4)")
                .contains(
                        "13:00:01.000  translated     change.proposed  (sluice.replays, partition 2, offset 9)")
                .contains("change.proposed of github/7/pull/3, event id e-1")
                .contains("sluice trace " + ID);
    }

    @Test
    void saysThatThereIsNone() {
        status = 404;
        answers.add("{\"status\": 404, \"detail\": \"none\"}");

        Outcome outcome = run("show", "a-1");

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err()).startsWith("sluice: the ledger has no delivery a-1;");
    }

    @Test
    void nothingFromOutsideSteersTheTerminal() {
        answers.add(page(entry("a\\u001b[2J", "ignored", "")));

        assertThat(run("list").out()).contains("a?[2J").doesNotContain("\u001b");
    }

    @Test
    void refusesWrongUsageBeforeItAsks() {
        assertThat(run("list", "--limit", "0").err()).startsWith("sluice: --limit is 0, from 1");
        assertThat(run("list", "--fate", "lost").err())
                .startsWith("sluice: --fate is none of translated, duplicate");
        assertThat(run("list", "--since", "monday").err())
                .contains("'monday' is neither an age such as 30m");
        assertThat(run("show").err()).contains("Missing required parameter: 'ID'");
        assertThat(run().err()).contains("Missing command: list or show");
        assertThat(asked).isEmpty();
    }

    private Outcome run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var errors = new CommandErrors(false);
        Stream<String> where =
                arguments.length == 0
                        ? Stream.of()
                        : Stream.of(
                                "--server",
                                "http://127.0.0.1:" + server.getAddress().getPort(),
                                "--data",
                                data.toString());
        int exitCode =
                new CommandLine(new DeliveriesCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setParameterExceptionHandler(errors)
                        .setExecutionExceptionHandler(errors)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(Stream.concat(Stream.of(arguments), where).toArray(String[]::new));
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    private static String page(String... entries) {
        return "{\"deliveries\": [" + String.join(",", entries) + "]}";
    }

    private static String entry(String id, String fate, String more) {
        return """
        {"correlationId": "%s", "deliveryId": "%s", "forge": "github", "event": "pull_request",
         "organisation": "github/8", "repository": "github/7", "repositoryName": "acme/shop",
         %s "acceptedAt": "2026-11-21T12:00:00.123456Z", "fate": "%s"}
        """
                .formatted(ID, id, more, fate);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        byte[] body = answers.removeFirst().getBytes(UTF_8);
        exchange.getResponseHeaders()
                .add(
                        "Content-Type",
                        status == 200 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
