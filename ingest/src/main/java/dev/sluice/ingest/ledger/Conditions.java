package dev.sluice.ingest.ledger;

import dev.sluice.ingest.access.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a query of the ledger asks for: text of ours with names in it, and the values apart. */
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
        if (filter.repository() != null) {
            and(
                    "(repository = :repository or repository_name = :repository)",
                    "repository",
                    filter.repository());
        }
        if (filter.event() != null) {
            and("event = :event", "event", filter.event());
        }
        if (filter.fate() != null) {
            and("fate = :fate", "fate", filter.fate().tag());
        }
        if (filter.since() != null) {
            and("accepted_at >= :since", "since", filter.since());
        }
        return this;
    }

    Conditions and(String condition, String name, Object value) {
        all.add(condition);
        values.put(name, value);
        return this;
    }

    Conditions and(String condition, String name, Object value, String other, Object otherValue) {
        values.put(other, otherValue);
        return and(condition, name, value);
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
