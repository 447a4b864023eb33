package dev.sluice.standalone.forge.comments;

import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.TypeResolutionEnvironment;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.Coercing;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** GitHub's GraphQL as far as the threads of a pull request go; anything else is no valid query. */
final class ThreadSchema {

    private ThreadSchema() {}

    static GraphQL build(ThreadFetchers fetchers) {
        var wiring =
                RuntimeWiring.newRuntimeWiring()
                        .scalar(bigInt())
                        .type("Query", type -> type.dataFetcher("repository", fetchers::repository))
                        .type(
                                "Mutation",
                                type ->
                                        type.dataFetcher(
                                                        "resolveReviewThread",
                                                        asked -> fetchers.resolve(asked, true))
                                                .dataFetcher(
                                                        "unresolveReviewThread",
                                                        asked -> fetchers.resolve(asked, false)))
                        .type("Repository", type -> type.dataFetcher("pullRequest", fetchers::pull))
                        .type(
                                "PullRequest",
                                type -> type.dataFetcher("reviewThreads", fetchers::threads))
                        .type(
                                "PullRequestReviewThread",
                                type -> type.dataFetcher("comments", fetchers::comments))
                        .type("Actor", type -> type.typeResolver(ThreadSchema::actor))
                        .build();
        return GraphQL.newGraphQL(
                        new SchemaGenerator()
                                .makeExecutableSchema(new SchemaParser().parse(source()), wiring))
                .defaultDataFetcherExceptionHandler(ThreadSchema::trouble)
                .build();
    }

    private static CompletableFuture<DataFetcherExceptionHandlerResult> trouble(
            DataFetcherExceptionHandlerParameters asked) {
        return asked.getException() instanceof GraphqlRefusal refusal
                ? CompletableFuture.completedFuture(
                        DataFetcherExceptionHandlerResult.newResult(
                                        refusal.at(asked.getPath().toList()))
                                .build())
                : CompletableFuture.failedFuture(asked.getException());
    }

    private static GraphQLObjectType actor(TypeResolutionEnvironment actor) {
        Map<?, ?> account = Objects.requireNonNull(actor.<Map<?, ?>>getObject());
        return actor.getSchema().getObjectType(String.valueOf(account.get("type")));
    }

    private static GraphQLScalarType bigInt() {
        Coercing<Object, String> asText =
                new Coercing<>() {
                    @Override
                    public String serialize(Object value, GraphQLContext context, Locale locale) {
                        return String.valueOf(value);
                    }
                };
        return GraphQLScalarType.newScalar().name("BigInt").coercing(asText).build();
    }

    private static String source() {
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(
                                ThreadSchema.class.getResourceAsStream("threads.graphqls")),
                        StandardCharsets.UTF_8)) {
            return reader.readAllAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
