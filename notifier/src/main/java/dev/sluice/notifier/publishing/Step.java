package dev.sluice.notifier.publishing;

import java.time.Instant;
import java.util.Optional;

/** What to do next about a target. */
sealed interface Step {

    /** Nothing, until somebody says something new. */
    record Rest() implements Step {}

    /** Nothing, but what stands there now stands for this. */
    record Adopt(Content content) implements Step {}

    /** Look again then. */
    record Sleep(Instant until) implements Step {}

    /** Find out what became of the last request; {@code attempts} counts this one. */
    record ReadBack(Content content, long number, int attempts) implements Step {}

    /** Write; {@code attempts} counts this one. */
    record Write(Draft draft, Worth worth, long number, int attempts) implements Step {}

    /** Give up without asking, and say so unless it was said before. */
    record GiveUp(Content content, long number, String reason, boolean told) implements Step {}

    /**
     * Decides.
     *
     * @param obstacle why nothing can be written there; empty when there is no such reason
     */
    static Step of(Target target, Wish wish, Optional<String> obstacle) {
        if (target.phase() == Phase.ATTEMPTING
                && target.attempted() != null
                && obstacle.isEmpty()) {
            return new ReadBack(target.attempted(), target.number(), target.attempts() + 1);
        }
        return switch (wish) {
            case Wish.Leave _ -> new Rest();
            case Wish.Wait(Instant until) -> new Sleep(until);
            case Wish.Forgo(Draft draft, String reason) ->
                    without(target, draft.asked(target.asked()).content(), reason);
            case Wish.Show(Draft draft, Worth worth) ->
                    towards(target, draft.asked(target.asked()), worth, obstacle);
        };
    }

    private static Step towards(
            Target target, Draft draft, Worth worth, Optional<String> obstacle) {
        Content content = draft.content();
        if (obstacle.isPresent()) {
            return without(target, content, obstacle.get());
        }
        if (target.shows(content)) {
            return new Adopt(content);
        }
        boolean again = target.hasAttempted(content);
        if (again && target.phase() == Phase.REFUSED && !target.gaveUpUnasked()) {
            return new Rest();
        }
        return again && target.phase() == Phase.FAILED
                ? new Write(draft, worth, target.number(), target.attempts() + 1)
                : new Write(draft, worth, target.number() + 1, 1);
    }

    private static Step without(Target target, Content content, String reason) {
        if (target.shows(content)) {
            return new Adopt(content);
        }
        return target.hasAttempted(content) && target.gaveUpUnasked()
                ? new Rest()
                : new GiveUp(content, target.number() + 1, reason, target.gaveUpUnasked());
    }
}
