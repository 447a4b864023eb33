package dev.sluice.policy.evaluate;

import dev.sluice.events.Account;
import dev.sluice.events.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval that was given and not taken back.
 *
 * @param permission of who approved; {@link Permission#UNKNOWN} counts as none
 * @param teams that they are in; absent when nobody knows
 * @param headSha the commit that was approved
 * @param patchId of the change at that commit; absent when nobody knows
 */
public record Approval(
        Account by,
        Permission permission,
        @Nullable List<String> teams,
        String headSha,
        @Nullable String patchId) {
    public Approval {
        teams = teams == null ? null : List.copyOf(teams);
    }

    /** Whether it is for this head, or for one that differs from it by a rebase alone. */
    boolean isFor(String head, @Nullable String patch) {
        return headSha.equals(head) || (patchId != null && patchId.equals(patch));
    }
}
