package dev.sluice.ingest.deadletters;

import dev.sluice.events.wire.RetryableException;
import dev.sluice.ingest.access.Access;
import dev.sluice.ingest.access.Scope;
import dev.sluice.ingest.api.Interface;
import dev.sluice.ingest.problems.Problem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/dead-letters}: what no service could handle, and what is to be done about it. */
@Path("/api/v1/dead-letters")
@Authenticated
@Tag(name = "dead-letters")
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
        responseCode = "404",
        description = "There is no such letter, or none that the token may see.",
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
public class DeadLettersResource {

    private static final long RETRY_AFTER_SECONDS = 5;

    /** Questions never take the connections that the translator needs. */
    private static final int AT_ONCE = 2;

    private final LetterTable table;
    private final Decisions decisions;
    private final Access access;
    private final Semaphore places = new Semaphore(AT_ONCE);

    DeadLettersResource(LetterTable table, Decisions decisions, Access access) {
        this.table = table;
        this.decisions = decisions;
        this.access = access;
    }

    @GET
    @Operation(
            operationId = "listDeadLetters",
            summary = "List dead letters",
            description =
                    "Records that a service could not handle, the newest first: where each of them"
                            + " is and why it failed, never what is in it.")
    @SecurityRequirement(name = Interface.BEARER)
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "What was done about them.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"open", "replayed", "dropped", "all"},
                            defaultValue = "open"))
    @Parameter(
            name = "service",
            in = ParameterIn.QUERY,
            description = "That this service could not handle.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "topic",
            in = ParameterIn.QUERY,
            description = "From this topic.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "200",
                            defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "From the answer before.",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @APIResponse(
            responseCode = "200",
            description = "A page.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LetterList.class)))
    @APIResponse(
            responseCode = "400",
            description = "The request makes no sense.",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @RunOnVirtualThread
    public Response list(@Context UriInfo uri) throws InterruptedException {
        Access.Grant grant = access.require(Scope.DEAD_LETTERS_READ);
        LetterQuery query;
        try {
            query = LetterQuery.of(uri.getQueryParameters());
        } catch (LetterQuery.InvalidException e) {
            return refused(e.getMessage());
        }
        return answer(() ->
                table.list(grant.reach(), query.filter(), query.after(), query.limit() + 1)
                        .map(found -> page(found, query.limit()))
                        .orElseGet(() ->
                                Problem.of(
                                                Status.NOT_FOUND,
                                                "The cursor leads nowhere; begin without one.")
                                        .response()));
    }

    private static Response page(List<Letter> found, int limit) {
        if (found.size() <= limit) {
            return Response.ok(new LetterList(found, null)).build();
        }
        List<Letter> page = found.subList(0, limit);
        return Response.ok(new LetterList(page, page.getLast().id().toString())).build();
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "showDeadLetter",
            summary = "Show a dead letter",
            description = "Where the record is, what it says of itself, and every time it failed.")
    @SecurityRequirement(name = Interface.BEARER)
    @APIResponse(
            responseCode = "200",
            description = "All about it.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LetterStory.class)))
    @RunOnVirtualThread
    public Response show(@Parameter(description = "Of the letter.") @PathParam("id") String id)
            throws InterruptedException {
        Access.Grant grant = access.require(Scope.DEAD_LETTERS_READ);
        return about(
                id,
                letter ->
                        table.find(grant.reach(), letter)
                                .map(found ->
                                        Response.ok(new LetterStory(found, table.failures(letter)))
                                                .build()));
    }

    @POST
    @Path("/{id}/replay")
    @Operation(
            operationId = "replayDeadLetter",
            summary = "Replay a dead letter",
            description =
                    "Asks the service that could not handle the record to read it again, and no"
                            + " other. Done twice it has one effect; should it fail again, the"
                            + " letter is open again.")
    @SecurityRequirement(name = Interface.BEARER)
    @APIResponse(
            responseCode = "200",
            description = "It was asked for before, and nothing was done again.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Letter.class)))
    @APIResponse(
            responseCode = "202",
            description = "It is asked for.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Letter.class)))
    @APIResponse(
            responseCode = "409",
            description = "It was dropped, or does not say what failed.",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @RunOnVirtualThread
    public Response replay(@Parameter(description = "Of the letter.") @PathParam("id") String id)
            throws InterruptedException {
        Access.Grant grant = access.require(Scope.DEAD_LETTERS_WRITE);
        return about(
                id,
                letter ->
                        decisions.replay(grant, letter).map(done -> answer(done, Status.ACCEPTED)));
    }

    @POST
    @Path("/{id}/drop")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "dropDeadLetter",
            summary = "Give a dead letter up",
            description =
                    "Nobody will read the record again. It stays on the list, with the reason.")
    @SecurityRequirement(name = Interface.BEARER)
    @APIResponse(
            responseCode = "200",
            description = "It is dropped.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Letter.class)))
    @APIResponse(
            responseCode = "400",
            description = "There is no reason.",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class)))
    @RunOnVirtualThread
    public Response drop(
            @Parameter(description = "Of the letter.") @PathParam("id") String id,
            @Nullable Drop drop)
            throws InterruptedException {
        Access.Grant grant = access.require(Scope.DEAD_LETTERS_WRITE);
        @Nullable String reason = drop == null ? null : drop.text();
        if (reason == null) {
            return refused("reason is missing, empty or longer than 500 characters.");
        }
        return about(
                id,
                letter ->
                        decisions.drop(grant, letter, reason).map(done -> answer(done, Status.OK)));
    }

    private static Response answer(Decided decided, Status done) {
        return switch (decided) {
            case Decided.Done(var letter) -> Response.status(done).entity(letter).build();
            case Decided.Before(var letter) -> Response.ok(letter).build();
            case Decided.Impossible(var detail) -> Problem.of(Status.CONFLICT, detail).response();
        };
    }

    private Response about(String id, Function<UUID, Optional<Response>> work)
            throws InterruptedException {
        @Nullable UUID letter = LetterQuery.id(id);
        return letter == null
                ? missing()
                : answer(() -> work.apply(letter).orElseGet(DeadLettersResource::missing));
    }

    private Response answer(Supplier<Response> work) throws InterruptedException {
        if (!places.tryAcquire(RETRY_AFTER_SECONDS, TimeUnit.SECONDS)) {
            return later("Too many questions at once; ask again.");
        }
        try {
            return work.get();
        } catch (RetryableException e) {
            return later("Database or broker do not answer; ask again.");
        } finally {
            places.release();
        }
    }

    private static Response later(String detail) {
        return Problem.of(Status.SERVICE_UNAVAILABLE, detail).retryAfter(RETRY_AFTER_SECONDS);
    }

    private static Response refused(@Nullable String detail) {
        return Problem.of(Status.BAD_REQUEST, String.valueOf(detail)).response();
    }

    private static Response missing() {
        return Problem.of(Status.NOT_FOUND, "There is no such dead letter.").response();
    }
}
