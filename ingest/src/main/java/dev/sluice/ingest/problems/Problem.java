package dev.sluice.ingest.problems;

import dev.sluice.events.wire.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A problem detail. All are of the type {@code about:blank}: the status says what kind of problem
 * it is, and the detail what to do.
 */
@Schema(description = "A problem detail (RFC 9457)")
public record Problem(
        @Schema(examples = "about:blank") String type,
        @Schema(examples = "Bad Request") String title,
        @Schema(examples = "400") int status,
        @Schema(examples = "commit is missing") String detail) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(Response.StatusType status, String detail) {
        return new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail);
    }

    public Response response() {
        return builder().build();
    }

    /**
     * An answer that asks to come back.
     *
     * @param seconds after which it is worth another try
     */
    public Response retryAfter(long seconds) {
        return builder().header(HttpHeaders.RETRY_AFTER, seconds).build();
    }

    /** An answer that says how to authenticate. */
    public Response challenge() {
        return builder().header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
    }

    /** As it is sent where the REST library does not do it. */
    String json() {
        return Json.mapper().valueToTree(this).toString();
    }

    private Response.ResponseBuilder builder() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }
}
