package dev.sluice.policy.decide;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.Service;

/** A decision with the event that it follows from. */
record Decision(ChangeDecided content, Trace trace) {

    /** The event that tells of it; the same for the same decision, however often it is sent. */
    Event<ChangeDecided> event() {
        return new Event<>(
                DeterministicId.of(
                        "change.decided",
                        content.revision().id().toString(),
                        Long.toString(content.sequence())),
                Service.POLICY_ENGINE,
                content.decidedAt(),
                trace.correlation(),
                trace.cause(),
                trace.traceparent(),
                content);
    }

    /** Whether people and forges would see the same. */
    boolean saysTheSameAs(ChangeDecided other) {
        return content.verdict() == other.verdict()
                && content.reason().equals(other.reason())
                && content.rules().equals(other.rules())
                && content.newFindings().equals(other.newFindings())
                && content.knownFindings() == other.knownFindings()
                && content.gaps().equals(other.gaps());
    }
}
