package dev.sluice.standalone.forge.comments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.standalone.forge.api.Answer;
import dev.sluice.standalone.forge.api.ApiHandler;
import dev.sluice.standalone.forge.api.Needs;
import dev.sluice.standalone.forge.api.Request;
import dev.sluice.standalone.forge.api.Route;
import dev.sluice.standalone.forge.repository.Repositories;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import graphql.ExecutionInput;
import graphql.GraphQL;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The GraphQL endpoint. */
public final class GraphqlRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ThreadFetchers fetchers;
    private @Nullable GraphQL graphql;

    public GraphqlRoutes(Repositories repositories, ReviewComments comments) {
        this.fetchers = new ThreadFetchers(repositories, comments);
    }

    /** Made when it is first asked for: most runs never do, and it takes half a second. */
    private synchronized GraphQL graphql() {
        if (graphql == null) {
            graphql = ThreadSchema.build(fetchers);
        }
        return graphql;
    }

    public List<Route> routes() {
        return List.of(Route.on("POST", ApiHandler.GRAPHQL, new Needs.AnyToken(), this::execute));
    }

    private Answer execute(Request request) {
        JsonNode query = request.body().path("query");
        if (!query.isTextual()) {
            return Answer.ok(
                    PayloadParts.tree(
                            Map.of(
                                    "errors",
                                    List.of(
                                            Map.of(
                                                    "message",
                                                    "A query attribute must be specified and must"
                                                            + " be a string.")))));
        }
        var input =
                ExecutionInput.newExecutionInput(query.textValue())
                        .variables(variables(request.body().path("variables")))
                        .graphQLContext(Map.of("caller", request.caller()))
                        .build();
        return Answer.ok(PayloadParts.tree(graphql().execute(input).toSpecification()));
    }

    @SuppressWarnings("unchecked") // an object of JSON is a map by text
    private static Map<String, Object> variables(JsonNode variables) {
        return variables.isObject() ? JSON.convertValue(variables, Map.class) : Map.of();
    }
}
