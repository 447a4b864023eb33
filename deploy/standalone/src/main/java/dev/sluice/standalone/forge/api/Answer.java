package dev.sluice.standalone.forge.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The double's yes.
 *
 * @param json absent where there is no body
 */
public record Answer(int status, @Nullable JsonNode json, Map<String, String> headers) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer ok(JsonNode json) {
        return new Answer(200, json, Map.of());
    }

    public static Answer created(JsonNode json) {
        return new Answer(201, json, Map.of());
    }

    public static Answer accepted(JsonNode json) {
        return new Answer(202, json, Map.of());
    }

    public static Answer noContent() {
        return new Answer(204, null, Map.of());
    }

    /** The page that the request asks for, with a link to the next one. */
    public static Answer list(Request request, List<? extends JsonNode> all) {
        Page page = Page.of(request.uri());
        ArrayNode array = PayloadParts.array();
        page.cut(all).forEach(array::add);
        return new Answer(200, array, page.links(request.uri(), all.size()));
    }

    /** The same, inside an object that also tells how many there are. */
    public static Answer counted(Request request, String name, List<? extends JsonNode> all) {
        Page page = Page.of(request.uri());
        var json = PayloadParts.object().put("total_count", all.size());
        ArrayNode array = json.putArray(name);
        page.cut(all).forEach(array::add);
        return new Answer(200, json, page.links(request.uri(), all.size()));
    }
}
