package dev.sluice.ingest.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Delivers as GitHub does. */
public final class Sender {

    static final String SECRET = "It's a Secret to Everybody";
    static final String BODY = "{\"repository\":{\"id\":7},\"zen\":\"ü\"}";

    private Sender() {}

    static RequestSpecification signed(String event, byte[] body) {
        return unsigned(event, body).header("X-Hub-Signature-256", sign(SECRET, body));
    }

    /** Each a delivery of its own. */
    public static RequestSpecification signed(String event, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return unsigned(UUID.randomUUID().toString(), event, bytes)
                .header("X-Hub-Signature-256", sign(SECRET, bytes));
    }

    /** The same delivery each time. */
    static RequestSpecification unsigned(String event, byte[] body) {
        return unsigned("72d3162e-cc78-11e3-81ab-4c9367dc0958", event, body);
    }

    private static RequestSpecification unsigned(String id, String event, byte[] body) {
        return RestAssured.given()
                .config(
                        RestAssuredConfig.config()
                                .encoderConfig(
                                        EncoderConfig.encoderConfig()
                                                .appendDefaultContentCharsetToContentTypeIfUndefined(
                                                        false)
                                                .encodeContentTypeAs(
                                                        "application/x-www-form-urlencoded",
                                                        ContentType.TEXT)))
                .contentType("application/json")
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", id)
                .body(body);
    }

    static String sign(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
