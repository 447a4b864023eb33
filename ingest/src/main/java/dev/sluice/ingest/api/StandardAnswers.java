package dev.sluice.ingest.api;

import dev.sluice.ingest.problems.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * What every route answers, so that each describes only what is its own: all want a token, and
 * every answer of 400 and above is a problem detail.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class StandardAnswers implements OASFilter {

    private static final Map<String, String> ALWAYS =
            Map.of(
                    "401", "There is no token, or none that is good.",
                    "403", "The token may not do this.");

    private static final String LATER = "503";

    @Override
    public Operation filterOperation(Operation operation) {
        operation.setSecurity(
                List.of(OASFactory.createSecurityRequirement().addScheme(Interface.BEARER)));
        APIResponses responses = operation.getResponses();
        var all = new LinkedHashMap<>(responses.getAPIResponses());
        ALWAYS.forEach((status, said) -> all.put(status, answer(said)));
        all.computeIfAbsent(
                LATER, _ -> answer("It cannot be done now; Retry-After says when to try again."));
        all.forEach(StandardAnswers::describe);
        responses.setAPIResponses(all);
        return operation;
    }

    private static APIResponse answer(String description) {
        return OASFactory.createAPIResponse().description(description);
    }

    private static void describe(String status, APIResponse response) {
        if (status.compareTo("400") >= 0 && response.getContent() == null) {
            response.setContent(problem());
        }
    }

    private static Content problem() {
        Schema schema = OASFactory.createSchema().ref("#/components/schemas/Problem");
        return OASFactory.createContent()
                .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(schema));
    }
}
