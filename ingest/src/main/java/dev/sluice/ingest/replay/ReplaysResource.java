package dev.sluice.ingest.replay;

import dev.sluice.events.wire.RetryableException;
import dev.sluice.ingest.access.Access;
import dev.sluice.ingest.access.Reach;
import dev.sluice.ingest.access.Scope;
import dev.sluice.ingest.api.Interface;
import dev.sluice.ingest.problems.Problem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/deliveries/replays}: translating deliveries again after a mended bug. */
@Path("/api/v1/deliveries/replays")
@Authenticated
@Tag(name = "deliveries")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "401",
        description = "There is no token, or none that is good.",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "403",
        description = "The token is for something else.",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "503",
        description = "Database, broker or provider are away; Retry-After says when to try again.",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
public class ReplaysResource {

    private static final long RETRY_AFTER_SECONDS = 5;

    private final HistoryReplay replay;
    private final RunTable table;
    private final Access access;
    private final Clock clock = Clock.systemUTC();

    ReplaysResource(HistoryReplay replay, RunTable table, Access access) {
        this.replay = replay;
        this.table = table;
        this.access = access;
    }

    @POST
    @Operation(
            operationId = "replayDeliveries",
            summary = "Translate deliveries again",
            description =
                    "Everything that was accepted since then and belongs to the token goes through"
                            + " the translator again. What was right before has no second effect."
                            + " One replay runs at a time; the same again finds the one that runs.")
    @SecurityRequirement(name = Interface.BEARER)
    @Parameter(
            name = "since",
            in = ParameterIn.QUERY,
            required = true,
            description = "Accepted then or later.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "repository",
            in = ParameterIn.QUERY,
            description = "Only of this one: the forge and its number.",
            schema = @Schema(type = SchemaType.STRING, examples = "github/715203344"))
    @Parameter(
            name = "dry-run",
            in = ParameterIn.QUERY,
            description = "Only count what would come of it.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @APIResponse(
            responseCode = "200",
            description = "The same is running already.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Run.class)))
    @APIResponse(
            responseCode = "202",
            description = "It has begun.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Run.class)))
    @APIResponse(
            responseCode = "400",
            description = "The request makes no sense.",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "Another one is running.",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @RunOnVirtualThread
    public Response begin(@Context UriInfo uri) {
        Access.Grant grant = access.require(Scope.DELIVERIES_WRITE);
        Request request;
        try {
            request = ReplayQuery.of(uri.getQueryParameters(), clock);
        } catch (ReplayQuery.InvalidException e) {
            return Problem.of(Status.BAD_REQUEST, String.valueOf(e.getMessage())).response();
        }
        try {
            return answer(grant, request, replay.begin(grant, request));
        } catch (RetryableException e) {
            return later();
        }
    }

    private static Response answer(Access.Grant grant, Request request, RunTable.Begun begun) {
        if (begun.now()) {
            return Response.accepted(begun.run()).build();
        }
        boolean same =
                begun.run().request().equals(request)
                        && begun.run().requestedBy().equals(grant.caller());
        return same
                ? Response.ok(begun.run()).build()
                : Problem.of(
                                Status.CONFLICT,
                                "Another replay is running since "
                                        + begun.run().startedAt()
                                        + "; wait for its end.")
                        .response();
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "showReplay",
            summary = "Show a replay",
            description = "How far it is, or how it ended. Whoever began it may see it.")
    @SecurityRequirement(name = Interface.BEARER)
    @APIResponse(
            responseCode = "200",
            description = "How far it is.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Run.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is none, or none that the token may see.",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @RunOnVirtualThread
    public Response show(@Parameter(description = "Of the replay.") @PathParam("id") String id) {
        Access.Grant grant = access.require(Scope.DELIVERIES_WRITE);
        try {
            return find(id).filter(run ->
                            grant.reach() instanceof Reach.Everything
                                    || run.requestedBy().equals(grant.caller()))
                    .map(run -> Response.ok(run).build())
                    .orElseGet(() ->
                            Problem.of(Status.NOT_FOUND, "There is no such replay.").response());
        } catch (RetryableException e) {
            return later();
        }
    }

    private Optional<Run> find(String id) {
        return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? table.find(UUID.fromString(id))
                : Optional.empty();
    }

    private static Response later() {
        return Problem.of(
                        Status.SERVICE_UNAVAILABLE, "Database or broker do not answer; ask again.")
                .retryAfter(RETRY_AFTER_SECONDS);
    }
}
