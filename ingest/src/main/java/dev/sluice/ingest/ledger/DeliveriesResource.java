package dev.sluice.ingest.ledger;

import dev.sluice.events.wire.RetryableException;
import dev.sluice.ingest.access.Access;
import dev.sluice.ingest.access.Reach;
import dev.sluice.ingest.access.Scope;
import dev.sluice.ingest.problems.Problem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /api/v1/deliveries}: what became of webhooks. */
@Path("/api/v1/deliveries")
@Authenticated
@Tag(name = "deliveries")
@Produces(MediaType.APPLICATION_JSON)
public class DeliveriesResource {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final long RETRY_AFTER_SECONDS = 5;

    /** Questions never take the connections that the translator needs. */
    private static final int AT_ONCE = 2;

    private final LedgerReader reader;
    private final CursorKey cursorKey;
    private final Access access;
    private final Semaphore places = new Semaphore(AT_ONCE);

    DeliveriesResource(LedgerReader reader, CursorKey cursorKey, Access access) {
        this.reader = reader;
        this.cursorKey = cursorKey;
        this.access = access;
    }

    @GET
    @Operation(
            operationId = "listDeliveries",
            summary = "List deliveries",
            description =
                    "What became of the webhooks that were accepted, the newest first: translated"
                            + " to events, a duplicate of one that was, ignored, failed or among"
                            + " the dead letters. A redelivery is an entry of its own.")
    @Parameter(
            name = "repository",
            in = ParameterIn.QUERY,
            description = "Of this repository: owner/name, or the forge and its number.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "event",
            in = ParameterIn.QUERY,
            description = "Of this event, as the forge calls it.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "fate",
            in = ParameterIn.QUERY,
            description = "With this fate.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {
                                "translated",
                                "duplicate",
                                "ignored",
                                "failed",
                                "dead-lettered"
                            }))
    @Parameter(
            name = "since",
            in = ParameterIn.QUERY,
            description = "Accepted then or later.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
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
            description = "From the answer before, to the same question.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DeliveryList.class)))
    @APIResponse(responseCode = "400", description = "The request makes no sense.")
    @RunOnVirtualThread
    public Response list(@Context UriInfo uri) throws InterruptedException {
        Reach reach = access.require(Scope.DELIVERIES_READ).reach();
        DeliveryQuery query;
        try {
            query = DeliveryQuery.of(uri.getQueryParameters());
        } catch (DeliveryQuery.InvalidException e) {
            return Problem.of(Status.BAD_REQUEST, e.detail()).response();
        }
        return answer(() -> page(reach, query));
    }

    private Response page(Reach reach, DeliveryQuery query) {
        Cursors cursors = cursorKey.cursors();
        Position after = null;
        if (query.cursor() != null) {
            var position = cursors.read(query.cursor(), reach, query.filter());
            if (position.isEmpty()) {
                return Problem.of(
                                Status.FORBIDDEN,
                                "The cursor was not given to you for this question; begin without"
                                        + " one.")
                        .response();
            }
            after = position.get();
        }
        List<DeliveryEntry> found = reader.list(reach, query.filter(), after, query.limit() + 1);
        if (found.size() <= query.limit()) {
            return Response.ok(new DeliveryList(found, null)).build();
        }
        List<DeliveryEntry> page = found.subList(0, query.limit());
        return Response.ok(
                        new DeliveryList(
                                page,
                                cursors.write(page.getLast().position(), reach, query.filter())))
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "showDelivery",
            summary = "Show a delivery",
            description =
                    "Each time that it was accepted, with every fate that it had. The id is the"
                            + " forge's own or the correlation id.")
    @APIResponse(
            responseCode = "200",
            description = "All about it.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DeliveryStory.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is none, or none that the token may see.")
    @RunOnVirtualThread
    public Response show(
            @Parameter(description = "The forge's id or the correlation id.") @PathParam("id")
                    String id)
            throws InterruptedException {
        Reach reach = access.require(Scope.DELIVERIES_READ).reach();
        if (!ID.matcher(id).matches()) {
            return missing();
        }
        return answer(() ->
                reader.find(reach, id)
                        .map(story -> Response.ok(story).build())
                        .orElseGet(DeliveriesResource::missing));
    }

    private static Response missing() {
        return Problem.of(Status.NOT_FOUND, "The ledger has no such delivery.").response();
    }

    private Response answer(Supplier<Response> work) throws InterruptedException {
        if (!places.tryAcquire(RETRY_AFTER_SECONDS, TimeUnit.SECONDS)) {
            return later("Too many questions at once; ask again.");
        }
        try {
            return work.get();
        } catch (RetryableException e) {
            return later("The database does not answer; ask again.");
        } finally {
            places.release();
        }
    }

    private static Response later(String detail) {
        return Problem.of(Status.SERVICE_UNAVAILABLE, detail).retryAfter(RETRY_AFTER_SECONDS);
    }
}
