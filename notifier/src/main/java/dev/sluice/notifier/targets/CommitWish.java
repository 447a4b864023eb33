package dev.sluice.notifier.targets;

import dev.sluice.notifier.targets.Claim.Decided;
import dev.sluice.notifier.text.StatusText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What should stand on a commit under one context now. */
public sealed interface CommitWish {

    /**
     * This should stand there.
     *
     * @param sequence of the decision, 0 for what is said without one
     * @param past whether the change has moved on or is closed, so that hardly anybody waits for it
     */
    record Show(UUID revision, long sequence, Signal signal, String text, boolean past)
            implements CommitWish {}

    /** Nothing yet; look again then. */
    record Wait(Instant until) implements CommitWish {}

    /** Whatever stands there may stay. */
    record Leave() implements CommitWish {}

    /** The strictest first; among equals the revision that was there first, so nothing flickers. */
    Comparator<Claim> STRICTEST =
            Comparator.comparing((Claim claim) -> signal(claim))
                    .reversed()
                    .thenComparing(Claim::seenAt)
                    .thenComparing(Claim::revision);

    /**
     * Decides.
     *
     * <p>Open revisions come first, and among them those with a decision. Where none is open any
     * more, the revision that is shown stays shown with its last decision, and a pending that
     * nobody will answer is ended.
     *
     * @param claims of all revisions of the target
     * @param shown the revision that stands there now; absent when nothing was written yet
     */
    static CommitWish of(
            List<Claim> claims, @Nullable UUID shown, Instant now, Duration pendingAfter) {
        List<Claim> open = claims.stream().filter(Claim::isOpen).toList();
        if (open.isEmpty()) {
            return whenNoneIsOpen(claims, shown);
        }
        return strictest(open).orElseGet(() -> pending(open, now, pendingAfter));
    }

    private static CommitWish pending(List<Claim> open, Instant now, Duration pendingAfter) {
        Claim longest = null;
        for (Claim claim : open) {
            if (awaitedBefore(claim, longest)) {
                longest = claim;
            }
        }
        if (longest == null || longest.awaitedSince() == null) {
            return new Leave();
        }
        Instant due = longest.awaitedSince().plus(pendingAfter);
        return now.isBefore(due)
                ? new Wait(due)
                : new Show(longest.revision(), 0, Signal.PENDING, StatusText.PENDING, false);
    }

    private static boolean awaitedBefore(Claim claim, @Nullable Claim other) {
        Instant since = claim.awaitedSince();
        if (since == null) {
            return false;
        }
        return other == null
                || other.awaitedSince() == null
                || since.isBefore(other.awaitedSince());
    }

    private static CommitWish whenNoneIsOpen(List<Claim> claims, @Nullable UUID shown) {
        Optional<Claim> face =
                claims.stream().filter(claim -> claim.revision().equals(shown)).findFirst();
        return face.flatMap(claim -> strictest(List.of(claim)))
                .or(() -> strictest(claims))
                .or(() -> face.map(CommitWish::ended))
                .orElseGet(Leave::new);
    }

    private static CommitWish ended(Claim claim) {
        return new Show(claim.revision(), 0, Signal.INDETERMINATE, claim.epitaph(), true);
    }

    private static Optional<CommitWish> strictest(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.answer() != null)
                .min(STRICTEST)
                .flatMap(CommitWish::shown);
    }

    private static Optional<CommitWish> shown(Claim claim) {
        return Optional.ofNullable(claim.answer()).map(decided -> show(claim, decided));
    }

    private static CommitWish show(Claim claim, Decided decided) {
        return new Show(
                claim.revision(),
                decided.sequence(),
                decided.signal(),
                decided.text(),
                !claim.isOpen());
    }

    private static Signal signal(Claim claim) {
        return claim.answer() == null ? Signal.PENDING : claim.answer().signal();
    }
}
