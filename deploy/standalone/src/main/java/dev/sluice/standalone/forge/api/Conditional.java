package dev.sluice.standalone.forge.api;

import com.sun.net.httpserver.HttpExchange;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Answers 304 to who has the same already. */
final class Conditional {

    private Conditional() {}

    static String etag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "W/\"" + HexFormat.of().formatHex(digest) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static boolean has(HttpExchange exchange, String etag) {
        List<String> given = exchange.getRequestHeaders().get("If-None-Match");
        return given != null && given.contains(etag);
    }
}
