package dev.sluice.standalone.forge.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request whose caller is known and allowed to make it.
 *
 * @param uri path and query as they came
 * @param parameters what stands in the path, by the names of the route's template
 * @param body a JSON object, empty where none was sent
 * @param on the repository of the path; absent for routes without one
 */
public record Request(
        URI uri,
        Map<String, String> parameters,
        JsonNode body,
        Caller caller,
        @Nullable LoopbackRepository on) {

    public Request {
        parameters = Map.copyOf(parameters);
    }

    public LoopbackRepository repository() {
        return Objects.requireNonNull(on, "the route has no repository");
    }

    public String parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    /** An id in the path; what is no number is not found. */
    public long number(String name) throws Refused {
        try {
            return Long.parseLong(parameter(name));
        } catch (NumberFormatException _) {
            throw Refused.notFound();
        }
    }

    public Optional<String> query(String name) {
        String query = uri.getRawQuery();
        if (query == null) {
            return Optional.empty();
        }
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && parts[0].equals(name)) {
                return Optional.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /** The installed App that asks; routes that use this are for Apps only. */
    public InstalledApp app() {
        return caller.installedApp().orElseThrow();
    }
}
