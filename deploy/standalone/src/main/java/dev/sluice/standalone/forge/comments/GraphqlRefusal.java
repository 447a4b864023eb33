package dev.sluice.standalone.forge.comments;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Map;

/** GitHub's no in GraphQL: the answer is 200, and an error stands in it with a type. */
final class GraphqlRefusal extends RuntimeException implements GraphQLError {

    private static final long serialVersionUID = 1;

    private final String type;
    private final transient List<Object> path;

    private GraphqlRefusal(String type, String message, List<Object> path) {
        super(message);
        this.type = type;
        this.path = path;
    }

    static GraphqlRefusal notFound(String message) {
        return new GraphqlRefusal("NOT_FOUND", message, List.of());
    }

    static GraphqlRefusal forbidden() {
        return new GraphqlRefusal("FORBIDDEN", "Resource not accessible by integration", List.of());
    }

    static GraphqlRefusal of(String type, String message) {
        return new GraphqlRefusal(type, message, List.of());
    }

    /** The same, with the field that could not be answered. */
    GraphqlRefusal at(List<Object> path) {
        return new GraphqlRefusal(type, getMessage(), path);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    @Override
    public List<SourceLocation> getLocations() {
        return List.of();
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorClassification.errorClassification(type);
    }

    @Override
    public Map<String, Object> toSpecification() {
        return Map.of("type", type, "path", path, "message", getMessage());
    }
}
