package dev.sluice.notifier.verdict;

import dev.sluice.notifier.publishing.Draft;
import dev.sluice.notifier.publishing.Wish;
import dev.sluice.notifier.publishing.Worth;

/** How many writes one place has left: the last tenth is for verdicts that people wait for. */
enum Allowance {
    AMPLE,
    SCARCE,
    SPENT;

    static Allowance of(int most, int writes) {
        if (writes >= most) {
            return SPENT;
        }
        return writes >= most - most / 10 ? SCARCE : AMPLE;
    }

    Wish apply(Draft draft, Worth worth, String context) {
        return switch (this) {
            case AMPLE -> new Wish.Show(draft, worth);
            case SCARCE -> worth == Worth.VERDICT ? new Wish.Show(draft, worth) : new Wish.Leave();
            case SPENT ->
                    new Wish.Forgo(
                            draft,
                            "the forge takes no more statuses for "
                                    + context
                                    + " on this commit: push another commit");
        };
    }
}
