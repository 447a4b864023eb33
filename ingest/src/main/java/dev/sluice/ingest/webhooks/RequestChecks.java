package dev.sluice.ingest.webhooks;

import dev.sluice.ingest.connections.Framing;
import dev.sluice.ingest.forge.FormBody;
import dev.sluice.ingest.forge.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** What can be refused before any of the body is read. */
final class RequestChecks {

    /** GitHub delivers nothing larger, and no other forge comes near. */
    static final int MAX_BODY_BYTES = 25 * 1024 * 1024;

    static final String JSON = "application/json";

    private RequestChecks() {}

    static Optional<Refusal> refusal(MultiMap headers) {
        if (Framing.announced(headers).orElse(0) > MAX_BODY_BYTES) {
            return Optional.of(Refusal.TOO_LARGE);
        }
        if (Framing.isUnusual(headers)) {
            return Optional.of(Refusal.BAD_FRAMING);
        }
        if (isEncoded(headers)) {
            return Optional.of(Refusal.ENCODED);
        }
        if (!isJson(headers) && !isForm(headers)) {
            return Optional.of(Refusal.NOT_JSON_TYPE);
        }
        return Optional.empty();
    }

    private static boolean isEncoded(MultiMap headers) {
        return headers.getAll(HttpHeaders.CONTENT_ENCODING).stream()
                .anyMatch(encoding -> !encoding.strip().equalsIgnoreCase("identity"));
    }

    /** Whether the JSON is in a field of a form. */
    static boolean isForm(MultiMap headers) {
        return hasType(headers, FormBody.TYPE);
    }

    private static boolean isJson(MultiMap headers) {
        return hasType(headers, JSON);
    }

    private static boolean hasType(MultiMap headers, String type) {
        List<String> types = headers.getAll(HttpHeaders.CONTENT_TYPE);
        return types.size() == 1
                && types.getFirst().split(";", 2)[0].strip().equalsIgnoreCase(type);
    }
}
