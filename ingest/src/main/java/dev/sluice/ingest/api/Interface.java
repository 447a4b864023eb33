package dev.sluice.ingest.api;

import dev.sluice.ingest.problems.Problem;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Contact;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The head of the OpenAPI document. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Sluice",
                        version = "1",
                        description =
                                "States facts, and says what became of webhooks. What is accepted"
                                        + " is stored by all replicas of the broker before the"
                                        + " answer; what it means shows in events with the"
                                        + " correlation id of the answer.",
                        contact = @Contact(name = "Sluice", url = "https://sluice.dev"),
                        license = @License(name = "Apache-2.0", identifier = "Apache-2.0")),
        servers = @Server(url = "/"),
        components =
                @Components(schemas = @Schema(name = "Problem", implementation = Problem.class)),
        tags = {
            @Tag(name = "facts", description = "What states a fact and becomes an event."),
            @Tag(name = "deliveries", description = "What became of webhooks."),
            @Tag(name = "dead-letters", description = "What no service could handle.")
        })
@SecurityScheme(
        securitySchemeName = Interface.BEARER,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description =
                "A token of a configured issuer: a job token of GitHub Actions or GitLab CI, or one"
                        + " of your provider with the scope of the route.")
public class Interface extends Application {

    /** The name of the only security scheme. */
    public static final String BEARER = "bearer";
}
