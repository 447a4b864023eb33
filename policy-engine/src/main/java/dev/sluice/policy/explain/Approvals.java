package dev.sluice.policy.explain;

import dev.sluice.events.Permission;
import dev.sluice.policy.language.ApprovalDemand;
import dev.sluice.policy.language.ApprovalRule;
import java.util.List;
import java.util.stream.Collectors;

/** What a rule about approvals asks, in words. */
final class Approvals {

    private Approvals() {}

    static List<String> of(ApprovalRule rule) {
        String demands =
                rule.anyOf().stream().map(Approvals::of).collect(Collectors.joining(", or "));
        String where =
                rule.when() == null ? "" : ", in every change" + Explanation.phrase(rule.when());
        return List.of(
                "Requires the approval of " + demands + where + ".",
                "An approval counts as long as the patch stays the same.");
    }

    private static String of(ApprovalDemand demand) {
        var words = new StringBuilder();
        words.append(demand.count() == 1 ? "1 person" : demand.count() + " people");
        words.append(" with the permission to ").append(verb(demand.permission()));
        if (!demand.teams().isEmpty()) {
            words.append(" from ").append(String.join(" or ", demand.teams()));
        }
        if (demand.notAuthor() && demand.notCommitter()) {
            return words.append(", neither the author nor a committer").toString();
        }
        if (demand.notAuthor()) {
            words.append(", not the author");
        }
        if (demand.notCommitter()) {
            words.append(", not a committer");
        }
        return words.toString();
    }

    private static String verb(Permission permission) {
        return switch (permission) {
            case ADMIN -> "administer";
            case WRITE -> "write";
            case READ, NONE, UNKNOWN -> "read";
        };
    }
}
