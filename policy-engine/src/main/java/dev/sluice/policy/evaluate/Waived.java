package dev.sluice.policy.evaluate;

import dev.sluice.events.Finding;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The findings that one rule would match, were they not waived. */
final class Waived {

    private final Inputs inputs;
    private final Instant now;
    private final String repository;
    private int count;
    private @Nullable Instant until;

    Waived(Inputs inputs, Instant now) {
        this.inputs = inputs;
        this.now = now;
        this.repository =
                inputs.description() == null ? "" : inputs.description().repository().fullName();
    }

    /** Whether a waiver holds for the finding; it is counted then. */
    boolean accepts(Finding finding) {
        Optional<Instant> end =
                inputs.waivers().stream()
                        .filter(waiver -> waiver.covers(finding, repository, now))
                        .map(Waiver::until)
                        .max(Comparator.naturalOrder());
        if (end.isEmpty()) {
            return false;
        }
        count++;
        until = until == null || end.get().isBefore(until) ? end.get() : until;
        return true;
    }

    /** When the first of the findings comes back; absent when none is waived. */
    @Nullable Instant until() {
        return until;
    }

    /** A part of a sentence, empty when none is waived. */
    String sentence() {
        return count == 0
                ? ""
                : ", " + count + (count == 1 ? " is waived until " : " are waived until ") + until;
    }
}
