package dev.sluice.standalone.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.app.AppManifest;
import dev.sluice.standalone.forge.app.Installation;
import dev.sluice.standalone.forge.app.LoopbackApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the double as a client of GitHub does. */
public final class ForgeClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final LoopbackForge forge;

    public ForgeClient(LoopbackForge forge) {
        this.forge = forge;
    }

    /** An answer, and its body where that is JSON. */
    public record Answer(
            int status, JsonNode json, Map<String, List<String>> headers, String text) {

        public String message() {
            return json.path("message").asText();
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** Everything that Sluice wants to be allowed. */
    public static AppManifest manifest(String name) {
        return new AppManifest(
                name,
                "https://sluice.example",
                null,
                null,
                Map.of(
                        "actions", Level.READ,
                        "checks", Level.WRITE,
                        "contents", Level.READ,
                        "deployments", Level.WRITE,
                        "issues", Level.WRITE,
                        "pull_requests", Level.WRITE,
                        "security_events", Level.WRITE,
                        "statuses", Level.WRITE),
                List.of("check_run", "pull_request"));
    }

    public Answer get(String token, String path, String... headers) {
        return ask("GET", token, path, null, headers);
    }

    public Answer post(String token, String path, String body) {
        return ask("POST", token, path, body);
    }

    public Answer patch(String token, String path, String body) {
        return ask("PATCH", token, path, body);
    }

    public Answer delete(String token, String path) {
        return ask("DELETE", token, path, null);
    }

    /** A path that begins with a slash is one of the REST API; others are taken as they are. */
    public Answer ask(
            String method, String token, String path, @Nullable String body, String... headers) {
        URI address = path.startsWith("/") ? URI.create(forge.apiUrl() + path) : URI.create(path);
        var request =
                HttpRequest.newBuilder(address)
                        .header("User-Agent", "test")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    read(answer.body()),
                    answer.headers().map(),
                    answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    /** A token of the installation with all that it has. */
    public String token(Installation installation) {
        return token(installation, "{}");
    }

    public String token(Installation installation, String body) {
        Instant now = Instant.now();
        Answer answer =
                post(
                        jwt(installation.app(), now),
                        "/app/installations/" + installation.id() + "/access_tokens",
                        body);
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        return answer.json().path("token").asText();
    }

    /** As GitHub wants it: issued a minute ago, good for nine more. */
    public static String jwt(LoopbackApp app, Instant now) {
        return jwt(
                app.privateKeyPem(),
                "RS256",
                "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
                        .formatted(
                                now.minusSeconds(60).getEpochSecond(),
                                now.plusSeconds(540).getEpochSecond(),
                                app.clientId()));
    }

    public static String jwt(String pem, String algorithm, String claims) {
        String signed = url("{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\"}") + "." + url(claims);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key(pem));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed
                    + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Wraps the PKCS#1 that GitHub hands out into the PKCS#8 that Java reads. */
    private static PrivateKey key(String pem) throws GeneralSecurityException {
        byte[] pkcs1 =
                Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
        byte[] algorithm = {
            0x30, 0x0d, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
        };
        byte[] octets = der(0x04, pkcs1);
        byte[] inner = new byte[3 + algorithm.length + octets.length];
        System.arraycopy(new byte[] {2, 1, 0}, 0, inner, 0, 3);
        System.arraycopy(algorithm, 0, inner, 3, algorithm.length);
        System.arraycopy(octets, 0, inner, 3 + algorithm.length, octets.length);
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(der(0x30, inner)));
    }

    private static byte[] der(int tag, byte[] content) {
        byte[] all = new byte[4 + content.length];
        all[0] = (byte) tag;
        all[1] = (byte) 0x82;
        all[2] = (byte) (content.length >> 8);
        all[3] = (byte) content.length;
        System.arraycopy(content, 0, all, 4, content.length);
        return all;
    }

    private static String url(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.close();
    }
}
