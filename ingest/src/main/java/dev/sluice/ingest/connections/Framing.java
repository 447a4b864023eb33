package dev.sluice.ingest.connections;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.OptionalInt;

/** What the head of a request says about where its body ends. */
public final class Framing {

    private Framing() {}

    /** The length that the body is to have, where it is said; HTTP allows no other then. */
    public static OptionalInt announced(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null
                    ? OptionalInt.empty()
                    : OptionalInt.of((int) Math.min(Long.parseLong(length), Integer.MAX_VALUE));
        } catch (NumberFormatException e) {
            return OptionalInt.of(Integer.MAX_VALUE);
        }
    }

    /** What a server does not understand, a proxy before it might. */
    public static boolean isUnusual(MultiMap headers) {
        List<String> encodings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        return !encodings.isEmpty()
                && !(encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked"));
    }
}
