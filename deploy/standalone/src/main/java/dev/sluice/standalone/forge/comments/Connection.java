package dev.sluice.standalone.forge.comments;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A page of a list in GraphQL's way; forwards only, and never without a size. */
final class Connection {

    private static final int MOST = 100;

    private Connection() {}

    static Map<String, Object> of(DataFetchingEnvironment asked, List<?> all) {
        @Nullable Integer first = asked.getArgument("first");
        if (first == null) {
            throw GraphqlRefusal.of(
                    "MISSING_PAGINATION_BOUNDARIES",
                    "You must provide a `first` or `last` value to properly paginate the `%s`"
                                    .formatted(asked.getField().getName())
                            + " connection.");
        }
        if (first < 0 || first > MOST) {
            throw GraphqlRefusal.of(
                    "EXCESSIVE_PAGINATION",
                    "Requesting %d records on the `%s` connection exceeds the `first` limit of %d"
                                    .formatted(first, asked.getField().getName(), MOST)
                            + " records.");
        }
        int start = start(asked.getArgument("after"));
        int end = Math.min(all.size(), start + first);
        List<?> page = start >= end ? List.of() : all.subList(start, end);
        var info = new TreeMap<String, Object>();
        info.put("hasNextPage", end < all.size());
        info.put("hasPreviousPage", start > 0);
        if (!page.isEmpty()) {
            info.put("startCursor", "cursor:" + (start + 1));
            info.put("endCursor", "cursor:" + end);
        }
        return Map.of("nodes", page, "totalCount", all.size(), "pageInfo", info);
    }

    private static int start(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        if (!after.matches("cursor:[0-9]{1,9}")) {
            throw GraphqlRefusal.of(
                    "INVALID_CURSOR_ARGUMENTS",
                    "`%s` does not appear to be a valid cursor.".formatted(after));
        }
        return Integer.parseInt(after.substring("cursor:".length()));
    }
}
