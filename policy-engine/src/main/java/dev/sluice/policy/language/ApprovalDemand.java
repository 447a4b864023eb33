package dev.sluice.policy.language;

import dev.sluice.events.Permission;
import java.util.List;

/**
 * One way to be approved enough.
 *
 * @param count how many people
 * @param permission what each must be allowed to do at least: read, write or admin
 * @param teams each must be in one of them; empty for anybody
 * @param notAuthor whether the author's own approval does not count
 * @param notCommitter whether approvals of those who wrote commits do not count
 */
public record ApprovalDemand(
        int count,
        Permission permission,
        List<String> teams,
        boolean notAuthor,
        boolean notCommitter) {
    public ApprovalDemand {
        teams = List.copyOf(teams);
    }
}
