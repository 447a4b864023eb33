package dev.sluice.ingest.submissions;

import dev.sluice.events.Submission;
import dev.sluice.ingest.access.Access;
import dev.sluice.ingest.access.Caller;
import dev.sluice.ingest.limits.InFlight;
import dev.sluice.ingest.limits.Limits;
import dev.sluice.ingest.problems.Problem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/facts/scans}. */
@Path("/api/v1/facts/scans")
@Authenticated
public class ScansResource {

    private final SubmissionStore store;
    private final SubmissionsConfig config;
    private final Access access;
    private final Limits limits;
    private final InFlight inFlight;
    private final Clock clock = Clock.systemUTC();

    ScansResource(SubmissionStore store, SubmissionsConfig config, Access access, Limits limits) {
        this.store = store;
        this.config = config;
        this.access = access;
        this.limits = limits;
        this.inFlight = new InFlight(config.maxInFlight(), config.maxInFlightBytes().asLongValue());
    }

    /** The answer to what is stored. */
    public record Accepted(UUID correlationId) {}

    @POST
    @Tag(name = "facts")
    @Operation(
            operationId = "submitScan",
            summary = "Hand in results of another tool",
            description =
                    "Takes SARIF 2.1.0 or CycloneDX 1.4 to 1.7 in JSON for a commit, at most 50 MB,"
                            + " as it is or compressed with gzip. The token of a CI job says which"
                            + " repository, commit and ref it is for; with another token they have"
                            + " to be given.")
    @Parameter(
            name = "commit",
            in = ParameterIn.QUERY,
            description = "The commit that was analysed; in a job of a pull request, its head.",
            schema = @Schema(type = SchemaType.STRING, pattern = "^([0-9a-f]{40}|[0-9a-f]{64})$"))
    @Parameter(
            name = "ref",
            in = ParameterIn.QUERY,
            description = "The full ref.",
            schema = @Schema(type = SchemaType.STRING, pattern = "^refs/"))
    @Parameter(
            name = "category",
            in = ParameterIn.QUERY,
            description = "Tells several results of one tool for one commit apart.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            pattern = "^[a-z0-9][a-z0-9._-]{0,79}$",
                            defaultValue = "default"))
    @Parameter(
            name = "checkout-uri",
            in = ParameterIn.QUERY,
            description = "What absolute locations in the document begin with.",
            schema = @Schema(type = SchemaType.STRING, format = "uri"))
    @Parameter(
            name = "forge",
            in = ParameterIn.QUERY,
            description = "The configured forge instance.",
            schema = @Schema(type = SchemaType.STRING, defaultValue = "github"))
    @Parameter(
            name = "repository",
            in = ParameterIn.QUERY,
            description = "owner/name",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "repository-id",
            in = ParameterIn.QUERY,
            description = "The forge's number of the repository.",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
    @Parameter(
            name = "owner-id",
            in = ParameterIn.QUERY,
            description = "The forge's number of the repository's owner.",
            schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/sarif+json",
                        schema = @Schema(type = SchemaType.OBJECT)),
                @Content(
                        mediaType = "application/vnd.cyclonedx+json",
                        schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(
            responseCode = "202",
            description = "It is stored.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Accepted.class)))
    @APIResponse(responseCode = "400", description = "The request makes no sense.")
    @APIResponse(responseCode = "408", description = "The document did not arrive in time.")
    @APIResponse(responseCode = "413", description = "The document is too large.")
    @APIResponse(responseCode = "415", description = "It is of another type or encoding.")
    @APIResponse(
            responseCode = "429",
            description = "Too many of the same caller; Retry-After says when to try again.")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response submit(InputStream body, @Context HttpHeaders headers, @Context UriInfo uri)
            throws InterruptedException {
        Caller caller = access.caller();
        Optional<Duration> wait = limits.upload(caller.label());
        if (wait.isPresent()) {
            return tooMuch(
                    caller, "Too many documents are of this caller; hand it in later.", wait.get());
        }
        return switch (inFlight.enter(caller.label())) {
            case InFlight.Full full -> noRoom(caller, full);
            case InFlight.Place place -> {
                try {
                    yield examine(caller, body, headers, uri, place);
                } finally {
                    place.leave();
                }
            }
        };
    }

    private Response examine(
            Caller caller, InputStream body, HttpHeaders headers, UriInfo uri, InFlight.Place place)
            throws InterruptedException {
        UploadHeaders said = UploadHeaders.of(headers);
        if (said.format().isEmpty()) {
            return refused(
                    caller,
                    Status.UNSUPPORTED_MEDIA_TYPE,
                    "The content type must be application/sarif+json or"
                            + " application/vnd.cyclonedx+json.");
        }
        if (said.packing().isEmpty()) {
            return refused(
                    caller,
                    Status.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be sent as it is or with the content encoding gzip.");
        }
        Claim claim;
        try {
            claim = Claim.of(said.format().orElseThrow(), uri.getQueryParameters());
        } catch (Claim.InvalidException e) {
            return refused(caller, Status.BAD_REQUEST, e.detail());
        }
        return switch (Admission.of(caller, claim)) {
            case Admission.Denied(String detail) -> refused(caller, Status.FORBIDDEN, detail);
            case Admission.Incomplete(String detail) -> refused(caller, Status.BAD_REQUEST, detail);
            case Admission.Granted granted -> read(caller, claim, granted, body, said, place);
        };
    }

    private Response read(
            Caller caller,
            Claim claim,
            Admission.Granted granted,
            InputStream body,
            UploadHeaders said,
            InFlight.Place place)
            throws InterruptedException {
        if (said.announcesTooMuch()) {
            return tooLarge(caller);
        }
        boolean packed = said.packing().filter(UploadHeaders.Packing.GZIP::equals).isPresent();
        return switch (UploadBody.read(body, packed, config.bodyTimeout(), place::grow)) {
            case UploadBody.Read.TooLarge() -> tooLarge(caller);
            case UploadBody.Read.NoRoom(InFlight.Full full) -> noRoom(caller, full);
            case UploadBody.Read.Lost() ->
                    refused(caller, Status.BAD_REQUEST, "The body ended before its end.");
            case UploadBody.Read.TooSlow() ->
                    refused(caller, Status.REQUEST_TIMEOUT, "The body did not arrive in time.");
            case UploadBody.Read.Unreadable(String detail) ->
                    refused(caller, Status.BAD_REQUEST, detail);
            case UploadBody.Read.Whole(byte[] compressed) ->
                    store(caller, claim, granted, compressed, said.traceparent());
        };
    }

    private Response store(
            Caller caller,
            Claim claim,
            Admission.Granted granted,
            byte[] compressed,
            @Nullable String traceparent)
            throws InterruptedException {
        Submission submission = granted.submission(claim, compressed, clock.instant());
        if (!store.store(
                submission, claim.checkoutUri(), compressed, traceparent, config.storeTimeout())) {
            return later("The document could not be stored; hand it in again.");
        }
        Audit.accepted(caller.label(), submission);
        return Response.accepted(new Accepted(submission.id())).build();
    }

    private static Response tooLarge(Caller caller) {
        return refused(
                caller,
                Status.REQUEST_ENTITY_TOO_LARGE,
                "A document may have at most 50 MB, and 16 MB compressed.");
    }

    private Response noRoom(Caller caller, InFlight.Full full) {
        return switch (full) {
            case ALL -> later("Too many documents are being stored; hand it in again.");
            case ONE ->
                    tooMuch(
                            caller,
                            "Too many documents of this caller are on their way; hand it in later.",
                            config.retryAfter());
        };
    }

    private static Response tooMuch(Caller caller, String detail, Duration wait) {
        Audit.refused(caller.label(), Status.TOO_MANY_REQUESTS.getStatusCode(), detail);
        return Problem.of(Status.TOO_MANY_REQUESTS, detail)
                .retryAfter(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private Response later(String detail) {
        return Problem.of(Status.SERVICE_UNAVAILABLE, detail)
                .retryAfter(config.retryAfter().toSeconds());
    }

    private static Response refused(Caller caller, Status status, String detail) {
        Audit.refused(caller.label(), status.getStatusCode(), detail);
        return Problem.of(status, detail).response();
    }
}
