package dev.sluice.ingest.deadletters;

import dev.sluice.ingest.access.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a query asks for: text of ours with names in it, and the values apart. */
final class Conditions {

    private final List<String> all = new ArrayList<>(List.of("true"));
    private final Map<String, Object> values = new HashMap<>();

    Conditions within(Reach reach) {
        return switch (reach) {
            case Reach.Everything() -> this;
            case Reach.Only(var organisations, var repositories) -> {
                oneOf("organisation", organisations);
                repositories.ifPresent(some -> oneOf("repository", some));
                yield this;
            }
        };
    }

    Conditions matching(Filter filter) {
        if (filter.status() != null) {
            and("status = :status", "status", filter.status().text());
        }
        if (filter.service() != null) {
            and("reader = :reader", "reader", "sluice." + filter.service());
        }
        if (filter.topic() != null) {
            and("topic = :topic", "topic", filter.topic());
        }
        return this;
    }

    Conditions and(String condition, String name, Object value) {
        all.add(condition);
        values.put(name, value);
        return this;
    }

    /** Of nothing there is nothing to be seen. */
    private void oneOf(String column, Set<String> options) {
        var names = new ArrayList<String>();
        for (String option : options) {
            String name = column + names.size();
            names.add(":" + name);
            values.put(name, option);
        }
        all.add(names.isEmpty() ? "false" : column + " in (" + String.join(", ", names) + ")");
    }

    String sql() {
        return String.join(" and ", all);
    }

    Map<String, Object> values() {
        return values;
    }
}
