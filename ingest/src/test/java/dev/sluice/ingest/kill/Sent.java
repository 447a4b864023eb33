package dev.sluice.ingest.kill;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.EventType;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A delivery as GitHub sends it, and what has to become of it.
 *
 * @param events the ids of all events that it stands for
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Sent(String event, String id, String contentType, byte[] body, Set<UUID> events) {

    static final String SECRET = String.join(" ", "known", "to", "two");

    /** What is delivered, each in its own way. */
    enum Kind {
        PROPOSED,
        PROPOSED_IN_PARTS,
        PROPOSED_IN_A_FORM,
        PUSHED,

        /** Closes two proposals, which have to be open. */
        REPOSITORY_DELETED
    }

    static Sent of(Kind kind, long repository) {
        String name = "github/" + repository;
        return switch (kind) {
            case PROPOSED -> pull(repository, 1, "");
            case PROPOSED_IN_PARTS -> pull(repository, 1, " ".repeat(1_500_000));
            case PROPOSED_IN_A_FORM -> inAForm(pull(repository, 1, ""));
            case PUSHED ->
                    of(
                            "push",
                            """
                            {"ref": "refs/heads/main", "before": "%s", "after": "%s", %s}
                            """
                                    .formatted("a".repeat(40), "b".repeat(40), about(repository)),
                            EventType.CHANGE_PUSHED,
                            name + "/push/main");
            case REPOSITORY_DELETED ->
                    of(
                            "repository",
                            "{\"action\": \"deleted\", " + about(repository) + "}",
                            EventType.CHANGE_CLOSED,
                            name + "/pull/1",
                            name + "/pull/2");
        };
    }

    static Sent pull(long repository, long number, String padding) {
        return of(
                "pull_request",
                """
                {%s"action": "opened",
                 "pull_request": {"number": %d, "user": {"id": 101, "login": "mona"},
                   "head": {"ref": "feature", "sha": "%s", "repo": {"id": %d}},
                   "base": {"ref": "main", "repo": {"id": %d}},
                   "updated_at": "%s"}, %s}
                """
                        .formatted(
                                padding,
                                number,
                                "a".repeat(40),
                                repository,
                                repository,
                                Instant.now(),
                                about(repository)),
                EventType.CHANGE_PROPOSED,
                "github/" + repository + "/pull/" + number);
    }

    private static String about(long repository) {
        return """
        "repository": {"id": %d, "name": "shop", "default_branch": "main",
                       "owner": {"id": 8, "login": "acme"}},
        "sender": {"id": 101, "login": "mona", "type": "User"}\
        """
                .formatted(repository);
    }

    private static Sent inAForm(Sent json) {
        String form = "payload=" + URLEncoder.encode(new String(json.body, UTF_8), UTF_8);
        return new Sent(
                json.event,
                json.id,
                "application/x-www-form-urlencoded",
                form.getBytes(US_ASCII),
                json.events);
    }

    private static Sent of(String event, String json, EventType type, String... subjects) {
        String id = UUID.randomUUID().toString();
        return new Sent(
                event,
                id,
                "application/json",
                json.getBytes(UTF_8),
                Stream.of(subjects)
                        .map(subject -> DeterministicId.of("github", id, type.wireName(), subject))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    UUID correlationId() {
        return DeterministicId.of("delivery", "github", id);
    }

    byte[] head() {
        return """
        POST /webhooks/github HTTP/1.1
        Host: 127.0.0.1
        Content-Type: %s
        Content-Length: %d
        User-Agent: GitHub-Hookshot/test
        X-GitHub-Event: %s
        X-GitHub-Delivery: %s
        X-Hub-Signature-256: sha256=%s

        """
                .formatted(contentType, body.length, event, id, hmac(body))
                .replace("\n", "\r\n")
                .getBytes(US_ASCII);
    }

    private static String hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
