package dev.sluice.policy.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about who approved a proposal.
 *
 * @param given in any order
 * @param committers the logins of those who wrote its commits; absent when nobody knows
 */
public record Approvals(List<Approval> given, @Nullable List<String> committers) {
    public Approvals {
        given = List.copyOf(given);
        committers = committers == null ? null : List.copyOf(committers);
    }
}
