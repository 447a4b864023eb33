package dev.sluice.standalone.forge;

import java.util.List;
import java.util.Map;

/** GitHub's no: a status code, a message, and for 422 the field that is wrong. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<Map<String, String>> errors;

    private Refused(int status, String message, List<Map<String, String>> errors) {
        super(message);
        this.status = status;
        this.errors = errors;
    }

    static Refused with(int status, String message) {
        return new Refused(status, message, List.of());
    }

    static Refused invalid(String field, String code, String message) {
        return new Refused(
                422,
                "Validation Failed",
                List.of(
                        Map.of(
                                "resource", "Status",
                                "field", field,
                                "code", code,
                                "message", message)));
    }

    int status() {
        return status;
    }

    List<Map<String, String>> errors() {
        return errors;
    }
}
