package dev.sluice.policy.evaluate;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeKind;
import dev.sluice.events.ChangeProposed;
import dev.sluice.policy.language.ApprovalRule;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether people have approved of a change in one of the ways that a rule demands. */
sealed interface Consent {

    /** What a rule about approvals misses as long as nobody gathers them. */
    Shortfall NOBODY_GATHERS = new Shortfall("it is not known who has approved", false);

    String sentence();

    record Given(String sentence) implements Consent {}

    record Lacking(String sentence) implements Consent {}

    /** It depends on what nobody knows. */
    record Unknown(String sentence) implements Consent {}

    /** Pushes and merge groups are nobody's to approve: their proposals were. */
    static Consent of(Inputs inputs, ApprovalRule rule) {
        @Nullable ChangeDescribed description = inputs.description();
        @Nullable ChangeProposed proposed = inputs.proposed();
        if (description != null && description.revision().change().kind() != ChangeKind.PULL) {
            return new Given("only proposals are approved");
        }
        @Nullable Approvals approvals = inputs.approvals();
        if (description == null || proposed == null || approvals == null) {
            return new Unknown(NOBODY_GATHERS.sentence());
        }
        var signatures = new Signatures(proposed, description, approvals);
        List<Signatures.Count> counts = rule.anyOf().stream().map(signatures::count).toList();
        String sentence =
                counts.stream().map(Signatures.Count::sentence).collect(Collectors.joining("; "));
        if (counts.stream().anyMatch(Signatures.Count.Enough.class::isInstance)) {
            return new Given(sentence);
        }
        return counts.stream().anyMatch(Signatures.Count.Unknown.class::isInstance)
                ? new Unknown(sentence)
                : new Lacking(sentence);
    }
}
