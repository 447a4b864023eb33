package dev.sluice.ingest.problems;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Fails in all ways that a route can. */
@Path("/api/v1/broken")
public class BrokenResource {

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response fail() {
        throw new IllegalStateException("the password is swordfish");
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> take(Map<String, Object> body) {
        return body;
    }
}
