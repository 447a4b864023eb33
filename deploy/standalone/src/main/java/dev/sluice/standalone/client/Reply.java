package dev.sluice.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.events.wire.Json;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * What came back.
 *
 * @param json empty when it is none
 * @param retryAfter as it came
 */
record Reply(int status, Optional<JsonNode> json, boolean isProblem, Optional<String> retryAfter) {

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int MAX_DETAIL = 500;

    static Reply of(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Reply(
                response.statusCode(),
                response.body().length == 0
                        ? Optional.of(MissingNode.getInstance())
                        : type.contains("json") ? parsed(response.body()) : Optional.empty(),
                type.startsWith("application/problem+json"),
                response.headers().firstValue("Retry-After").filter(s -> s.matches("\\d{1,6}")));
    }

    private static Optional<JsonNode> parsed(byte[] body) {
        try {
            return Optional.of(Json.mapper().readTree(body));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Whether Sluice itself says that there is no such thing. */
    boolean isMissing() {
        return status == NOT_FOUND && isProblem;
    }

    /**
     * What it says.
     *
     * @throws Refusal when it is not what was asked for
     */
    JsonNode success(ServerAddress server, boolean hadToken) {
        if (status / 100 == 2 && json.isPresent()) {
            return json.get();
        }
        if (status == UNAUTHORIZED) {
            throw Refusal.usage(aboutToken(server, hadToken));
        }
        if (!isProblem) {
            throw Refusal.internal(
                    "what answers at %s (status %d) is no Sluice of this version; check --server or"
                                    .formatted(server, status)
                            + " SLUICE_SERVER");
        }
        throw status / 100 == 4
                ? Refusal.usage(server + " refuses: " + detail())
                : Refusal.internal(server + " cannot do this now: " + detail() + later());
    }

    private static String aboutToken(ServerAddress server, boolean hadToken) {
        String here =
                server.isLocal()
                        ? "; for a Sluice on this machine name its data directory with --data"
                        : "";
        return hadToken
                ? server + " does not take the token; is it of this Sluice, and not too old?" + here
                : server + " wants a token: set " + Token.VARIABLE + here;
    }

    private String later() {
        return retryAfter.map(seconds -> " (try again in " + seconds + " s)").orElse("");
    }

    private String detail() {
        String detail = json.map(node -> node.path("detail").asText()).orElse("");
        return detail.isBlank()
                ? "status " + status
                : Terminal.clean(
                        detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail);
    }
}
