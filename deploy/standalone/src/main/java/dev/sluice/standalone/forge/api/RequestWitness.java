package dev.sluice.standalone.forge.api;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Sees every API request before it is answered. Called on the request's own thread. */
public interface RequestWitness {

    /**
     * A request as it came.
     *
     * @param path path and query, from {@code /api} on
     * @param headers by their names in lower case
     */
    @SuppressWarnings("ArrayRecordComponent") // raw bytes by design
    record Seen(String method, URI path, Map<String, List<String>> headers, byte[] body) {
        public Seen {
            headers = Map.copyOf(headers);
        }
    }

    void saw(Seen request);
}
