package dev.sluice.ingest.database;

import dev.sluice.ingest.access.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a query asks for: text of ours with names in it, and the values apart. */
public final class Conditions {

    private final List<String> all = new ArrayList<>(List.of("true"));
    private final Map<String, Object> values = new HashMap<>();

    /**
     * Only what somebody may see: the tables have columns {@code organisation} and {@code
     * repository}.
     */
    public Conditions within(Reach reach) {
        return switch (reach) {
            case Reach.Everything() -> this;
            case Reach.Only(var organisations, var repositories) -> {
                oneOf("organisation", organisations);
                repositories.ifPresent(some -> oneOf("repository", some));
                yield this;
            }
        };
    }

    public Conditions and(String condition, String name, Object value) {
        all.add(condition);
        values.put(name, value);
        return this;
    }

    public Conditions and(
            String condition, String name, Object value, String other, Object otherValue) {
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

    public String sql() {
        return String.join(" and ", all);
    }

    public Map<String, Object> values() {
        return values;
    }
}
