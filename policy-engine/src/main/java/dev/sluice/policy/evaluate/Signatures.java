package dev.sluice.policy.evaluate;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.Permission;
import dev.sluice.policy.language.ApprovalDemand;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts approvals. What nobody knows is told apart from what is not so. */
final class Signatures {

    /** How far a demand is met, with a sentence that says so. */
    sealed interface Count {

        String sentence();

        record Enough(String sentence) implements Count {}

        record TooFew(String sentence) implements Count {}

        /** Enough or too few, depending on what nobody knows. */
        record Unknown(String sentence) implements Count {}
    }

    private enum Counts {
        YES,
        NO,
        UNKNOWN
    }

    private final ChangeProposed proposed;
    private final @Nullable String patchId;
    private final Approvals approvals;

    Signatures(ChangeProposed proposed, ChangeDescribed description, Approvals approvals) {
        this.proposed = proposed;
        this.patchId = description.patchId();
        this.approvals = approvals;
    }

    Count count(ApprovalDemand demand) {
        Set<Long> certain = new HashSet<>();
        Set<Long> possible = new HashSet<>();
        for (Approval approval : approvals.given()) {
            switch (counts(approval, demand)) {
                case YES -> certain.add(approval.by().id());
                case UNKNOWN -> possible.add(approval.by().id());
                case NO -> {}
            }
        }
        possible.addAll(certain);
        String state = certain.size() + " of " + Words.count(demand.count(), "approval");
        if (certain.size() >= demand.count()) {
            return new Count.Enough(state);
        }
        return possible.size() >= demand.count()
                ? new Count.Unknown(
                        state + ", and it is not known who committed or is in which team")
                : new Count.TooFew(state);
    }

    private Counts counts(Approval approval, ApprovalDemand demand) {
        if (!approval.isFor(proposed.revision().headSha(), patchId)
                || !isAllowed(approval.permission(), demand.permission())
                || (demand.notAuthor() && approval.by().id() == proposed.author().id())) {
            return Counts.NO;
        }
        @Nullable List<String> teams = approval.teams();
        @Nullable List<String> committers = approvals.committers();
        if (!demand.teams().isEmpty()
                && teams != null
                && teams.stream().noneMatch(demand.teams()::contains)) {
            return Counts.NO;
        }
        if (demand.notCommitter()
                && committers != null
                && committers.contains(approval.by().login())) {
            return Counts.NO;
        }
        boolean unknown =
                (!demand.teams().isEmpty() && teams == null)
                        || (demand.notCommitter() && committers == null);
        return unknown ? Counts.UNKNOWN : Counts.YES;
    }

    private static boolean isAllowed(Permission has, Permission needs) {
        return rank(has) >= rank(needs);
    }

    private static int rank(Permission permission) {
        return switch (permission) {
            case ADMIN -> 3;
            case WRITE -> 2;
            case READ -> 1;
            case NONE, UNKNOWN -> 0;
        };
    }
}
