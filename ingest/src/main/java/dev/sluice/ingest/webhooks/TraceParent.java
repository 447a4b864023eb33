package dev.sluice.ingest.webhooks;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The W3C trace context of a request, version 00, where it is valid. */
final class TraceParent {

    private static final Pattern VALID =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    static Optional<String> of(MultiMap headers) {
        List<String> values = headers.getAll("traceparent");
        return values.size() == 1
                ? Optional.of(values.getFirst()).filter(VALID.asMatchPredicate())
                : Optional.empty();
    }
}
