package dev.sluice.notifier.report;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.RuleNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What was not checked: what the decision names, and every rule that could not be told. */
final class Gaps {

    private Gaps() {}

    static Set<String> of(ChangeDecided decided) {
        Set<String> gaps = new LinkedHashSet<>(decided.gaps());
        collect(decided.rules(), gaps);
        return gaps;
    }

    private static void collect(RuleNode node, Set<String> gaps) {
        if (node.rules().isEmpty()) {
            switch (node.outcome()) {
                case OPEN, MISSING, ERROR, UNKNOWN -> gaps.add(node.reason());
                case PASSED, WARNED, FAILED -> {}
            }
        }
        node.rules().forEach(rule -> collect(rule, gaps));
    }
}
