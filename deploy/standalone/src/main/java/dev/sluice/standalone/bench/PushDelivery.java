package dev.sluice.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.wire.Delivery;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A push to a branch that nobody watches, as GitHub delivers it: what the accept path takes and
 * stores, and what would have to be stored of it without an accept path.
 */
record PushDelivery(int number) {

    /** Different deliveries, so that keys and ids differ as they do in life. */
    static final int DIFFERENT = 1000;

    static final int LARGE_BYTES = 20 * 1024 * 1024;

    private static final int BYTES = 8 * 1024;
    private static final int COMMIT_BYTES = 640;
    private static final String ALGORITHM = "HmacSHA256";

    byte[] body() {
        return body(BYTES);
    }

    /** The whole request, ready to be written to a socket. */
    ByteBuffer request(String secret) {
        byte[] body = body();
        return request(sign(secret, body), body);
    }

    /** The same with a signature that only looks right. */
    ByteBuffer badlySigned() {
        byte[] body = body();
        return request(sign("another secret", body), body);
    }

    /** Rightly signed, and 20 MB long. */
    ByteBuffer largeRequest(String secret) {
        byte[] body = body(LARGE_BYTES);
        return request(sign(secret, body), body);
    }

    /** What ends up in Kafka. */
    Delivery stored() {
        return new Delivery(
                DeterministicId.of("delivery", "github", deliveryId()),
                "github",
                (long) repository(),
                "push",
                deliveryId(),
                "application/json",
                Instant.now(),
                null,
                body());
    }

    private int repository() {
        return 1_000_000 + number;
    }

    private String deliveryId() {
        return new UUID(0x5107L, number).toString();
    }

    private ByteBuffer request(String signature, byte[] body) {
        String head =
                """
                POST /webhooks/github HTTP/1.1
                Host: 127.0.0.1
                User-Agent: GitHub-Hookshot/bench
                Accept: */*
                Content-Type: application/json
                X-GitHub-Event: push
                X-GitHub-Delivery: %s
                X-Hub-Signature-256: sha256=%s
                Content-Length: %d

                """
                        .formatted(deliveryId(), signature, body.length);
        byte[] lines = head.replace("\n", "\r\n").getBytes(UTF_8);
        return ByteBuffer.allocateDirect(lines.length + body.length).put(lines).put(body).flip();
    }

    private byte[] body(int length) {
        var json = new StringBuilder(length);
        json.append(
                """
                {"ref":"refs/heads/bench","before":"%040x","after":"%040x","created":false,"deleted":false,\
                "repository":{"id":%d,"name":"repository-%d","full_name":"acme/repository-%d","fork":false,\
                "owner":{"id":1,"login":"acme","type":"Organization"},"default_branch":"main"},"commits":[\
                """
                        .formatted(number, number + 1, repository(), number, number));
        String comma = "";
        for (int i = 0; json.length() < length - 2 * COMMIT_BYTES; i++) {
            json.append(comma).append(commit(i));
            comma = ",";
        }
        json.append("],\"padding\":\"");
        json.append("x".repeat(length - json.length() - 2)).append("\"}");
        return json.toString().getBytes(UTF_8);
    }

    private static String commit(int i) {
        return """
        {"id":"%040x","tree_id":"%040x","distinct":true,"message":"Change the colour of door %d\\n\\nIt was blue before.",\
        "timestamp":"2026-11-21T10:00:00+01:00","url":"https://github.com/acme/repository/commit/%040x",\
        "author":{"name":"Monalisa","email":"mona@example.org","username":"mona"},\
        "committer":{"name":"Monalisa","email":"mona@example.org","username":"mona"},\
        "added":["src/doors/%d/Handle.java"],"removed":[],"modified":["src/doors/%d/Door.java","README.md"]}\
        """
                .formatted(i, i, i, i, i, i);
    }

    private static String sign(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
