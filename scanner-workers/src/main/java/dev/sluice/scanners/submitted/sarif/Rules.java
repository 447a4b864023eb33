package dev.sluice.scanners.submitted.sarif;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of one tool or of one extension of it. */
record Rules(List<RuleFacts> inOrder, Map<String, RuleFacts> byId) {

    static Rules of(List<RuleFacts> rules) {
        var byId = new LinkedHashMap<String, RuleFacts>();
        rules.forEach(rule -> byId.putIfAbsent(rule.id(), rule));
        return new Rules(List.copyOf(rules), byId);
    }

    Optional<RuleFacts> at(int index) {
        return index >= 0 && index < inOrder.size()
                ? Optional.of(inOrder.get(index))
                : Optional.empty();
    }

    /** Ids are hierarchical: a result may name a part of a rule by more steps. */
    Optional<RuleFacts> named(String id) {
        for (String name = id; ; name = name.substring(0, name.lastIndexOf('/'))) {
            RuleFacts rule = byId.get(name);
            if (rule != null || name.indexOf('/') < 0) {
                return Optional.ofNullable(rule);
            }
        }
    }
}
