package dev.sluice.notifier.github;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of GitHub's API on behalf of a repository; who asks is added by {@link GitHubApi}.
 *
 * @param path with a leading slash; what is put into it is already encoded
 * @param body written as JSON
 * @param needs named in the reason when GitHub does not let us
 * @param headers beside those that every request has
 */
record Ask(
        String method,
        Where where,
        String path,
        @Nullable Object body,
        Permission needs,
        Map<String, String> headers) {

    /** What the path starts from. */
    enum Where {
        /** {@code /repos/OWNER/NAME}. */
        REPOSITORY,
        /** The API's address: for what GitHub finds by number, such as {@code /repositories/1}. */
        API,
        /** The one address of GraphQL; the path is empty. */
        GRAPHQL
    }

    Ask {
        headers = Map.copyOf(headers);
    }

    static Ask get(String path, Permission needs) {
        return new Ask("GET", Where.REPOSITORY, path, null, needs, Map.of());
    }

    static Ask post(String path, Object body, Permission needs) {
        return new Ask("POST", Where.REPOSITORY, path, body, needs, Map.of());
    }

    static Ask patch(String path, Object body, Permission needs) {
        return new Ask("PATCH", Where.REPOSITORY, path, body, needs, Map.of());
    }

    static Ask delete(String path, Permission needs) {
        return new Ask("DELETE", Where.REPOSITORY, path, null, needs, Map.of());
    }

    static Ask graphql(String query, Map<String, ?> variables, Permission needs) {
        return new Ask(
                "POST",
                Where.GRAPHQL,
                "",
                Map.of("query", query, "variables", variables),
                needs,
                Map.of());
    }

    boolean isRead() {
        return method.equals("GET");
    }

    /** The path starts from the API's address instead of the repository's. */
    Ask fromApi() {
        return new Ask(method, Where.API, path, body, needs, headers);
    }

    Ask with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Ask(method, where, path, body, needs, all);
    }
}
