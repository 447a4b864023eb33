package dev.sluice.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.events.wire.Json;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunningSluiceTest {

    private static final String PROBLEM = "application/problem+json";

    /** What the other side has got. */
    private record Got(String method, String target, String authorization, String body) {}

    private final AtomicReference<Got> got = new AtomicReference<>();
    private HttpServer server;
    private RunningSluice sluice;
    private int status = 200;
    private String type = "application/json";
    private String body = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        sluice = connect(Optional.of(new Token("secret")));
    }

    @AfterEach
    void stop() {
        sluice.close();
        server.stop(0);
    }

    @Test
    void asksWithTheToken() throws Exception {
        body = "{\"items\": []}";

        assertThat(sluice.get("/api/v1/deliveries", Map.of("since", "1 h&x", "limit", "2")))
                .isEqualTo(Json.mapper().readTree(body));
        assertThat(got.get())
                .isEqualTo(
                        new Got(
                                "GET",
                                "/api/v1/deliveries?limit=2&since=1%20h%26x",
                                "Bearer secret",
                                ""));
    }

    @Test
    void sendsWhatItIsGiven() throws Exception {
        sluice.post(
                "/api/v1/dead-letters/" + RunningSluice.segment("a/b") + "/replay",
                Map.of(),
                Json.mapper().createObjectNode().put("reason", "mended"));

        assertThat(got.get())
                .isEqualTo(
                        new Got(
                                "POST",
                                "/api/v1/dead-letters/a%2Fb/replay",
                                "Bearer secret",
                                "{\"reason\":\"mended\"}"));
    }

    @Test
    void anAnswerWithoutContentIsSuccess() throws Exception {
        status = 204;
        body = "";

        assertThat(sluice.delete("/api/v1/dead-letters/1", Map.of()).isMissingNode()).isTrue();
    }

    @Test
    void findsNothingWhereSluiceHasNothing() throws Exception {
        problem(404, "There is no such delivery.");

        assertThat(sluice.find("/api/v1/deliveries/1", Map.of())).isEmpty();
        refuses(ExitCodes.USAGE, "refuses: There is no such delivery.");
    }

    @Test
    void saysThatATokenIsMissing() throws Exception {
        problem(401, "A token of a configured issuer is needed.");
        sluice.close();
        sluice = connect(Optional.empty());

        refuses(ExitCodes.USAGE, "wants a token: set SLUICE_TOKEN");
        assertThat(got.get().authorization()).isNull();
    }

    @Test
    void saysThatATokenIsNotTaken() {
        problem(401, "A token of a configured issuer is needed.");

        refuses(ExitCodes.USAGE, "does not take the token");
    }

    @Test
    void saysWhyItIsRefused() {
        problem(403, "The token has no scope deliveries:read.\u001b[2J");

        refuses(ExitCodes.USAGE, "refuses: The token has no scope deliveries:read.?[2J");
    }

    @Test
    void saysWhenToTryAgain() {
        problem(503, "The database is away.");

        refuses(
                ExitCodes.INTERNAL,
                "cannot do this now: The database is away. (try again in 10 s)");
    }

    @Test
    void saysThatSomethingElseAnswers() {
        type = "text/html";
        body = "<html>";
        refuses(ExitCodes.INTERNAL, "(status 200) is no Sluice of this version");

        status = 404;
        refuses(ExitCodes.INTERNAL, "(status 404) is no Sluice of this version");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> sluice.find("/api/v1/deliveries", Map.of()));
    }

    @Test
    void takesTheTokenNowhereElse() {
        status = 302;

        refuses(ExitCodes.INTERNAL, "(status 302) is no Sluice of this version");
        assertThat(got.get().target()).isEqualTo("/api/v1/deliveries");
    }

    @Test
    void saysThatNothingListens() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (var nobody =
                new RunningSluice(ServerAddress.of("http://127.0.0.1:" + free), Optional.empty())) {
            refuses(
                    () -> nobody.get("/api/v1/deliveries", Map.of()),
                    ExitCodes.INTERNAL,
                    "nothing listens at http://127.0.0.1:" + free + "; start one with 'sluice up'");
        }
    }

    private void problem(int status, String detail) {
        this.status = status;
        type = PROBLEM;
        body = Json.mapper().createObjectNode().put("detail", detail).toString();
    }

    private void refuses(int exitCode, String message) {
        refuses(() -> sluice.get("/api/v1/deliveries", Map.of()), exitCode, message);
    }

    private static void refuses(ThrowingCallable call, int exitCode, String message) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .withMessageNotContaining("secret")
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(exitCode));
    }

    private RunningSluice connect(Optional<Token> token) {
        return new RunningSluice(
                ServerAddress.of("http://127.0.0.1:" + server.getAddress().getPort()), token);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            got.set(
                    new Got(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Retry-After", "10");
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        }
    }
}
