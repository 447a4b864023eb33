package dev.sluice.standalone.forge.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** GitHub's no: a status code, a message, and for 422 the field that is wrong. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<Map<String, String>> errors;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private Refused(int status, String message, List<Map<String, String>> errors) {
        super(message);
        this.status = status;
        this.errors = errors;
    }

    public static Refused with(int status, String message) {
        return new Refused(status, message, List.of());
    }

    /** What the API says about a body that its own schema does not allow. */
    public static Refused request(String message) {
        return with(422, "Invalid request.\n\n" + message);
    }

    public static Refused invalid(String resource, String field, String code, String message) {
        return new Refused(
                422,
                "Validation Failed",
                List.of(
                        Map.of(
                                "resource", resource,
                                "field", field,
                                "code", code,
                                "message", message)));
    }

    public static Refused notFound() {
        return with(404, "Not Found");
    }

    public Refused header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    ObjectNode json() {
        ObjectNode json = PayloadParts.object();
        json.put("message", getMessage());
        if (!errors.isEmpty()) {
            json.set("errors", PayloadParts.tree(errors));
        }
        json.put("documentation_url", "https://docs.github.com/rest");
        json.put("status", Integer.toString(status));
        return json;
    }
}
