package dev.sluice.ingest.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.wire.Delivery;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.forge.FormBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A payload of the test resources, changed in places and made into a delivery. */
final class Payloads {

    static final Instant ACCEPTED = Instant.parse("2026-11-21T10:00:00Z");

    private final String event;
    private final ObjectNode tree;

    private Payloads(String event, ObjectNode tree) {
        this.event = event;
        this.tree = tree;
    }

    static Payloads pullRequest(String action) {
        return new Payloads("pull_request", resource("pull_request.opened.json"))
                .with("/action", "\"" + action + "\"");
    }

    static Payloads push() {
        return new Payloads("push", resource("push.json"));
    }

    /** A payload with the repository and a person as its sender. */
    static Payloads about(String event, String json) {
        return of(event, json)
                .with(
                        "/repository",
                        """
                        {"id": 7, "name": "shop", "owner": {"id": 8, "login": "acme"}}
                        """)
                .with(
                        "/sender",
                        """
                        {"id": 101, "login": "mona", "type": "User"}
                        """);
    }

    /** Makes its sender an App. */
    Payloads byAnApp() {
        return with("/sender/type", "\"Bot\"").with("/sender/login", "\"sluice[bot]\"");
    }

    static Payloads of(String event, String json) {
        try {
            return new Payloads(event, (ObjectNode) Json.mapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Payloads with(String pointer, String json) {
        try {
            JsonNode value = Json.mapper().readTree(json);
            parent(pointer).set(name(pointer), value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Payloads without(String pointer) {
        parent(pointer).remove(name(pointer));
        return this;
    }

    String event() {
        return event;
    }

    /** A copy to change. */
    ObjectNode tree() {
        return tree.deepCopy();
    }

    Delivery delivery() {
        return delivery(event, bytes());
    }

    Delivery asAForm() {
        String form = "payload=" + URLEncoder.encode(tree.toString(), UTF_8);
        return delivery(event, 7L, FormBody.TYPE, form.getBytes(UTF_8));
    }

    /** As the door stores one that names no repository. */
    Delivery ofNoRepository() {
        return delivery(event, null, "application/json", with("/repository", "null").bytes());
    }

    private byte[] bytes() {
        return tree.toString().getBytes(UTF_8);
    }

    static Delivery delivery(String event, byte[] body) {
        return delivery(event, 7L, "application/json", body);
    }

    private static Delivery delivery(
            String event, @Nullable Long repository, String contentType, byte[] body) {
        return new Delivery(
                DeterministicId.of("delivery", "github", "a-1"),
                "github",
                repository,
                event,
                "a-1",
                contentType,
                ACCEPTED,
                null,
                body);
    }

    private ObjectNode parent(String pointer) {
        return (ObjectNode) tree.at(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static ObjectNode resource(String name) {
        try (InputStream file = Payloads.class.getResourceAsStream("/github/" + name)) {
            return (ObjectNode) Json.mapper().readTree(Objects.requireNonNull(file, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
